package source

var moreBrokenYAML = []yamlCase{
	{
		name: "key without a colon",
		text: "a: 1\nbcd\ne: 2\n",
		tree: `invalid`,
		errors: []string{
			`2:1 error: a colon is missing after a key [yaml-syntax]`,
		},
	},
	{
		name: "unknown anchor",
		text: "a: [1, *nope, 2]\n",
		tree: `invalid`,
		errors: []string{
			`1:8 error: alias "nope" has no anchor [yaml-syntax]`,
		},
	},
	{
		name: "star for all",
		text: "a: *.js\n",
		tree: `invalid`,
		errors: []string{
			`1:4 error: anchor or alias without a name [yaml-syntax] hint: quote a value that starts with "*" or "&"`,
		},
	},
	{
		name: "star alone",
		text: "a: * b\n",
		tree: `invalid`,
		errors: []string{
			`1:4 error: anchor or alias without a name [yaml-syntax] hint: quote a value that starts with "*" or "&"`,
		},
	},
	{
		name: "control character",
		text: "a: 1\nb: x\x01y\n",
		tree: `invalid`,
		errors: []string{
			`2:5 error: control character "\x01" [yaml-syntax]`,
		},
	},
	{
		name: "unknown escape",
		text: "a: \"\\d\"\n",
		tree: `invalid`,
		errors: []string{
			`1:5 error: invalid escape in a string in double quotes [yaml-syntax] hint: write \\ for a backslash, or use single quotes`,
		},
	},
	{
		name: "bad hexadecimal",
		text: "a: \"\\xZZ\"\n",
		tree: `invalid`,
		errors: []string{
			`1:6 error: invalid escape in a string in double quotes [yaml-syntax] hint: write \\ for a backslash, or use single quotes`,
		},
	},
	{
		name: "surrogate pair",
		text: "a: \"\\ud83d\\ude00\"\n",
		tree: `invalid`,
		errors: []string{
			`1:10 error: escape of a character that YAML does not allow [yaml-syntax] hint: write the character itself`,
		},
	},
	{
		name: "text after a block indicator",
		text: "a: | x\n  y\n",
		tree: `invalid`,
		errors: []string{
			`1:6 error: unexpected text after "|" or ">" [yaml-syntax] hint: start the text on the next line`,
		},
	},
	{
		name: "question mark",
		text: "a: ? b\n",
		tree: `invalid`,
		errors: []string{
			`1:4 error: key indicator "?" is not allowed here [yaml-syntax] hint: quote the value`,
		},
	},
	{
		name: "unknown tag handle",
		text: "a: !x!y z\n",
		tree: `invalid`,
		errors: []string{
			`1:7 error: tag has an unknown handle [yaml-syntax]`,
		},
	},
	{
		name: "YAML 2",
		text: "%YAML 2.0\n---\na: 1\n",
		tree: `invalid`,
		errors: []string{
			`1:9 error: unsupported YAML version in a directive [yaml-syntax]`,
		},
	},
	{
		name: "unknown directive",
		text: "%FOO bar\n---\na: 1\n",
		tree: `invalid`,
		errors: []string{
			`1:2 error: unknown directive [yaml-syntax] hint: quote a value that starts with "%"`,
		},
	},
	{
		name: "invalid tag",
		text: "a: !<x\n",
		tree: `invalid`,
		errors: []string{
			`1:6 error: invalid tag [yaml-syntax] hint: quote a value that starts with "!"`,
		},
	},
	{
		name: "indentation indicator 0",
		text: "a: |0\n  b\n",
		tree: `invalid`,
		errors: []string{
			`1:5 error: the indentation indicator of a block must be from 1 to 9 [yaml-syntax]`,
		},
	},
	{
		name: "alias of itself",
		text: "a: &a [1, *a]\nb: *a\n",
		tree: `{"a":[1 invalid] "b":[1 invalid]}`,
		errors: []string{
			`1:11 error: alias "a" refers to the value that contains it [yaml-syntax] at /a/1`,
		},
	},
	{
		name: "merge of itself",
		text: "a: &a\n  <<: *a\n",
		tree: `{"a":{}}`,
		errors: []string{
			`2:7 error: alias "a" refers to the value that contains it [yaml-syntax] at /a/<<`,
		},
	},
	{
		name: "merge of a string",
		text: "a:\n  <<: b\n  c: 1\n",
		tree: `{"a":{"c":1}}`,
		errors: []string{
			`2:3 error: merge key "<<" needs an object, not a string [yaml-syntax] at /a`,
		},
	},
	{
		name: "array as key",
		text: "[1, 2]: x\nb: 1\n",
		tree: `{"b":1}`,
		errors: []string{
			`1:1 error: a key must be a string, not an array [yaml-syntax]`,
		},
	},
	{
		name: "object as key",
		text: "? {a: 1}\n: x\n",
		tree: `{}`,
		errors: []string{
			`1:3 error: a key must be a string, not an object [yaml-syntax]`,
		},
	},
	{
		name: "infinity",
		text: "a: [.inf, -.Inf, .nan]\n",
		tree: `{"a":[invalid invalid invalid]}`,
		errors: []string{
			`1:5 error: number ".inf" cannot be represented in JSON [yaml-syntax] at /a/0`,
			`1:11 error: number "-.Inf" cannot be represented in JSON [yaml-syntax] at /a/1`,
			`1:18 error: number ".nan" cannot be represented in JSON [yaml-syntax] at /a/2`,
		},
	},
	{
		name: "duplicate keys",
		text: "a: 1\nb: {c: 1, c: 2}\n\"a\": 3\n",
		tree: `{"a":1 "b":{"c":1 "c":2} "a":3}`,
		errors: []string{
			`2:11 error: duplicate key "c" [duplicate-key] at /b/c (2:5 first given here)`,
			`3:1 error: duplicate key "a" [duplicate-key] at /a (1:1 first given here)`,
		},
	},
	{
		name: "duplicate in an anchor",
		text: "a: &a {b: 1, b: 2}\nc: *a\n",
		tree: `{"a":{"b":1 "b":2} "c":{"b":1 "b":2}}`,
		errors: []string{
			`1:14 error: duplicate key "b" [duplicate-key] at /a/b (1:8 first given here)`,
		},
	},
	{
		name: "boolean words",
		text: "a: [yes, No, ON, off, y, N, 'yes', \"no\"]\nNo: 1\ny: 2\non: {x: 1, y: 2}\n",
		tree: `{"a":["yes" "No" "ON" "off" "y" "N" "yes" "no"] "No":1 "y":2 "on":{"x":1 "y":2}}`,
		errors: []string{
			`1:5 warning: unquoted "yes" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /a/0 fix: write "yes"`,
			`1:10 warning: unquoted "No" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /a/1 fix: write "No"`,
			`1:14 warning: unquoted "ON" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /a/2 fix: write "ON"`,
			`1:18 warning: unquoted "off" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /a/3 fix: write "off"`,
			`1:23 warning: unquoted "y" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /a/4 fix: write "y"`,
			`1:26 warning: unquoted "N" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /a/5 fix: write "N"`,
			`2:1 warning: unquoted "No" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] fix: write "No"`,
			`4:1 warning: unquoted "on" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] fix: write "on"`,
		},
	},
	{
		name: "octal number",
		text: "a: 010\nb: 08\n",
		tree: `{"a":8 "b":8}`,
		errors: []string{
			`1:4 warning: number "010" is octal in some YAML parsers and decimal in others; here it is 8 [yaml-number] at /a fix: write 8`,
			`2:4 warning: number "08" is octal in some YAML parsers and decimal in others; here it is 8 [yaml-number] at /b fix: write 8`,
		},
	},
	{
		name: "many boolean words",
		text: `[no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, ]`,
		tree: `["no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no" "no"]`,
		errors: []string{
			`1:2 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /0 fix: write "no"`,
			`1:6 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /1 fix: write "no"`,
			`1:10 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /2 fix: write "no"`,
			`1:14 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /3 fix: write "no"`,
			`1:18 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /4 fix: write "no"`,
			`1:22 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /5 fix: write "no"`,
			`1:26 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /6 fix: write "no"`,
			`1:30 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /7 fix: write "no"`,
			`1:34 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /8 fix: write "no"`,
			`1:38 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /9 fix: write "no"`,
			`1:42 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /10 fix: write "no"`,
			`1:46 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /11 fix: write "no"`,
			`1:50 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /12 fix: write "no"`,
			`1:54 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /13 fix: write "no"`,
			`1:58 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /14 fix: write "no"`,
			`1:62 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /15 fix: write "no"`,
			`1:66 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /16 fix: write "no"`,
			`1:70 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /17 fix: write "no"`,
			`1:74 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /18 fix: write "no"`,
			`1:78 warning: unquoted "no" is a boolean in some YAML parsers and a string in others, including this one [yaml-boolean] at /19 fix: write "no"`,
			`1:82 warning: too many findings like this; the rest are not shown [yaml-boolean] at /20`,
		},
	},
	{
		name: "invalid UTF-8",
		text: "a: caf\xe9\nb: \xff\xfe\xfd\xfc\n",
		tree: `{"a":"caf�" "b":"����"}`,
		errors: []string{
			`1:7 error: invalid UTF-8: byte "\xe9" [yaml-syntax] hint: save the file as UTF-8`,
			`2:4 error: invalid UTF-8: byte "\xff" [yaml-syntax] hint: save the file as UTF-8`,
			`2:5 error: invalid UTF-8: byte "\xfe" [yaml-syntax] hint: save the file as UTF-8`,
		},
	},
}
