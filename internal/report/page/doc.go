// Package page writes the HTML report: one file that a browser opens without a network.
//
// A Document is the data. Write puts it into the file as JSON, next to one style sheet and one script, which builds the page from
// the data when the file is open. Everything that comes from definitions, tests and executions is in that JSON, or in graphs that
// their writer escaped, and the script shows it as text only, so that no name can become markup. A content security policy
// with the hashes of the style sheet and the script keeps the browser from running or loading anything else.
//
// What only some pages show is in elements of its own, which the script reads when such a page is opened: a report on
// thousands of cases opens as fast as one on ten.
package page
