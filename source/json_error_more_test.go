package source

var moreBrokenJSON = []brokenText{
	{
		name: "key without quotes",
		text: `{StartAt: "A", a-b: 1}`,
		tree: `{"StartAt":"A" "a-b":1}`,
		errors: []string{
			`1:2 error: key "StartAt" is not in double quotes [json-syntax] fix: use double quotes`,
			`1:16 error: key "a-b" is not in double quotes [json-syntax] at /StartAt fix: use double quotes`,
		},
		fixed: `{"StartAt": "A", "a-b": 1}`,
	},
	{
		name: "value without quotes",
		text: `{"a": Hello}`,
		tree: `{"a":"Hello"}`,
		errors: []string{
			`1:7 error: string "Hello" is not in double quotes [json-syntax] at /a fix: use double quotes`,
		},
		fixed: `{"a": "Hello"}`,
	},
	{
		name: "line comment",
		text: "{ // one\n\"a\": 1 # two\n}",
		tree: `{"a":1}`,
		errors: []string{
			`1:3 error: comments are not allowed in JSON [json-syntax] fix: remove the comment`,
			`2:8 error: comments are not allowed in JSON [json-syntax] at /a fix: remove the comment`,
		},
		fixed: "{ \n\"a\": 1 \n}",
	},
	{
		name: "block comment",
		text: "/* a\nb */ {}",
		tree: `{}`,
		errors: []string{
			`1:1 error: comments are not allowed in JSON [json-syntax] fix: remove the comment`,
		},
		fixed: ` {}`,
	},
	{
		name: "unclosed comment",
		text: `{} /* a`,
		tree: `{}`,
		errors: []string{
			`1:4 error: comment is not closed [json-syntax]`,
		},
	},
	{
		name: "not a number",
		text: `[NaN, -Infinity, undefined]`,
		tree: `[invalid invalid invalid]`,
		errors: []string{
			`1:2 error: "NaN" is not a valid JSON number [json-syntax] at /0`,
			`1:7 error: "-Infinity" is not a valid JSON number [json-syntax] at /1`,
			`1:18 error: "undefined" is not valid JSON [json-syntax] at /2`,
		},
	},
	{
		name: "number with plus",
		text: `[+1]`,
		tree: `[1]`,
		errors: []string{
			`1:2 error: "+1" is not a valid JSON number [json-syntax] at /0 fix: write 1`,
		},
		fixed: `[1]`,
	},
	{
		name: "number with leading zero",
		text: `[01, -007.5]`,
		tree: `[1 -7.5]`,
		errors: []string{
			`1:2 error: number "01" starts with a zero [json-syntax] at /0`,
			`1:6 error: "-007.5" is not a valid JSON number [json-syntax] at /1 fix: write -7.5`,
		},
		fixed: `[01, -7.5]`,
	},
	{
		name: "number without whole part",
		text: `[.5, -.5]`,
		tree: `[0.5 -0.5]`,
		errors: []string{
			`1:2 error: ".5" is not a valid JSON number [json-syntax] at /0 fix: write 0.5`,
			`1:6 error: "-.5" is not a valid JSON number [json-syntax] at /1 fix: write -0.5`,
		},
		fixed: `[0.5, -0.5]`,
	},
	{
		name: "number without fraction",
		text: `[5., 5.e3]`,
		tree: `[5 5e3]`,
		errors: []string{
			`1:2 error: "5." is not a valid JSON number [json-syntax] at /0 fix: write 5`,
			`1:6 error: "5.e3" is not a valid JSON number [json-syntax] at /1 fix: write 5e3`,
		},
		fixed: `[5, 5e3]`,
	},
	{
		name: "hexadecimal number",
		text: `[0x1F]`,
		tree: `[31]`,
		errors: []string{
			`1:2 error: "0x1F" is not a valid JSON number [json-syntax] at /0 fix: write 31`,
		},
		fixed: `[31]`,
	},
	{
		name: "number with separators",
		text: `[1_000]`,
		tree: `[1000]`,
		errors: []string{
			`1:2 error: "1_000" is not a valid JSON number [json-syntax] at /0 fix: write 1000`,
		},
		fixed: `[1000]`,
	},
	{
		name: "number without exponent",
		text: `[1e, 1e+]`,
		tree: `[invalid invalid]`,
		errors: []string{
			`1:2 error: "1e" is not a valid JSON number [json-syntax] at /0`,
			`1:6 error: "1e+" is not a valid JSON number [json-syntax] at /1`,
		},
	},
	{
		name: "minus alone",
		text: `[-]`,
		tree: `[invalid]`,
		errors: []string{
			`1:2 error: "-" is not a valid JSON number [json-syntax] at /0`,
		},
	},
	{
		name: "two points",
		text: `[1.2.3]`,
		tree: `[invalid]`,
		errors: []string{
			`1:2 error: "1.2.3" is not a valid JSON number [json-syntax] at /0`,
		},
	},
	{
		name: "words of other languages",
		text: `[True, FALSE, None, nil, NULL]`,
		tree: `[true false null null null]`,
		errors: []string{
			`1:2 error: "True" is not valid JSON [json-syntax] at /0 fix: write true`,
			`1:8 error: "FALSE" is not valid JSON [json-syntax] at /1 fix: write false`,
			`1:15 error: "None" is not valid JSON [json-syntax] at /2 fix: write null`,
			`1:21 error: "nil" is not valid JSON [json-syntax] at /3 fix: write null`,
			`1:26 error: "NULL" is not valid JSON [json-syntax] at /4 fix: write null`,
		},
		fixed: `[true, false, null, null, null]`,
	},
	{
		name: "unclosed string before a comma",
		text: "{\"a\": \"b,\n \"c\": 1}",
		tree: `{"a":"b" "c":1}`,
		errors: []string{
			`1:7 error: string is not closed [json-syntax] at /a`,
		},
	},
	{
		name: "unclosed string at the end of a line",
		text: "{\"a\": \"b\n, \"c\": 1}",
		tree: `{"a":"b" "c":1}`,
		errors: []string{
			`1:7 error: string is not closed [json-syntax] at /a`,
		},
	},
	{
		name: "unclosed key",
		text: "{\"a: 1,\n \"b\": 2}",
		tree: `{"a: 1":invalid "b":2}`,
		errors: []string{
			`1:2 error: string is not closed [json-syntax]`,
		},
	},
	{
		name: "string over two lines",
		text: "{\"a\": \"b\n  c\", \"d\": 1}",
		tree: `{"a":"b\n  c" "d":1}`,
		errors: []string{
			`1:9 error: control character '\n' in a string [json-syntax] at /a fix: use escapes`,
		},
		fixed: `{"a": "b\n  c", "d": 1}`,
	},
	{
		name: "tab in a string",
		text: `["a	b"]`,
		tree: `["a\tb"]`,
		errors: []string{
			`1:4 error: control character '\t' in a string [json-syntax] at /0 fix: use escapes`,
		},
		fixed: `["a\tb"]`,
	},
	{
		name: "control character in a string",
		text: "[\"a\x01\"]",
		tree: `["a\u0001"]`,
		errors: []string{
			`1:4 error: control character '\x01' in a string [json-syntax] at /0 fix: use escapes`,
		},
		fixed: `["a\u0001"]`,
	},
	{
		name: "carriage return in a string",
		text: "[\"a\r\n b\"]",
		tree: `["a\r\n b"]`,
		errors: []string{
			`1:4 error: control character '\r' in a string [json-syntax] at /0 fix: use escapes`,
		},
		fixed: `["a\r\n b"]`,
	},
	{
		name: "bad escapes",
		text: `["\d\w", "\x41", "\u12", "\u00e"]`,
		tree: `["\\d\\w" "\\x41" "\\u12" "\\u00e"]`,
		errors: []string{
			`1:3 error: invalid escape "\\d" in a string [json-syntax] at /0 hint: write \\ for a backslash`,
			`1:5 error: invalid escape "\\w" in a string [json-syntax] at /0 hint: write \\ for a backslash`,
			`1:11 error: invalid escape "\\x" in a string [json-syntax] at /1 hint: write \\ for a backslash`,
			`1:19 error: invalid escape "\\u" in a string [json-syntax] at /2 hint: write \\ for a backslash`,
			`1:27 error: invalid escape "\\u" in a string [json-syntax] at /3 hint: write \\ for a backslash`,
		},
	},
	{
		name: "escape at the end",
		text: `["\`,
		tree: `["\\"]`,
		errors: []string{
			`1:2 error: string is not closed [json-syntax] at /0`,
			`1:3 error: invalid escape "\\" in a string [json-syntax] at /0 hint: write \\ for a backslash`,
			`1:4 error: unexpected end of file: "[" is not closed [json-syntax] at /0 (1:1 opened here)`,
		},
	},
	{
		name: "invalid UTF-8",
		text: "[\"caf\xe9\", \"\xff\xfe\"]",
		tree: `["caf�" "��"]`,
		errors: []string{
			`1:6 error: invalid UTF-8: byte "\xe9" [json-syntax] at /0 hint: save the file as UTF-8`,
			`1:11 error: invalid UTF-8: byte "\xff" [json-syntax] at /1 hint: save the file as UTF-8`,
		},
	},
	{
		name: "surrogate in UTF-8",
		text: "[\"\xed\xa0\x80\"]",
		tree: `["���"]`,
		errors: []string{
			`1:3 error: invalid UTF-8: byte "\xed" [json-syntax] at /0 hint: save the file as UTF-8`,
		},
	},
	{
		name: "no-break space",
		text: "[1,\u00a02]",
		tree: `[1 2]`,
		errors: []string{
			`1:4 error: invisible character U+00A0 between tokens [json-syntax] at /0 fix: replace it with a space`,
		},
		fixed: `[1, 2]`,
	},
	{
		name: "zero-width space",
		text: "\u200b{}",
		tree: `{}`,
		errors: []string{
			`1:1 error: invisible character U+200B between tokens [json-syntax] fix: replace it with a space`,
		},
		fixed: ` {}`,
	},
	{
		name: "typographic quotes",
		text: `{"a": “b”}`,
		tree: `{"a":invalid}`,
		errors: []string{
			`1:7 error: typographic quotes instead of double quotes around "b" [json-syntax] at /a`,
		},
	},
	{
		name: "typographic quotes in a key",
		text: `{“a”: 1}`,
		tree: `{"a":1}`,
		errors: []string{
			`1:2 error: key "a" is not in double quotes [json-syntax] fix: use double quotes`,
		},
		fixed: `{"a": 1}`,
	},
	{
		name: "unclosed placeholder",
		text: `{"a": ${x, "b": 1`,
		tree: `{"a":${x "b":1}`,
		errors: []string{
			`1:7 error: placeholder is not closed [json-syntax] at /a`,
			`1:18 error: unexpected end of file: "{" is not closed [json-syntax] at /b (1:1 opened here)`,
		},
	},
	{
		name: "closing brace of a placeholder missing",
		text: `{"a": ${x, "b": 1}`,
		tree: `{"a":${x, "b": 1}}`,
		errors: []string{
			`1:19 error: unexpected end of file: "{" is not closed [json-syntax] at /a (1:1 opened here)`,
		},
	},
	{
		name: "duplicate keys",
		text: `{"a": 1, "b": {"c": 1, "c": 2}, "a": 3, "a": 4}`,
		tree: `{"a":1 "b":{"c":1 "c":2} "a":3 "a":4}`,
		errors: []string{
			`1:24 error: duplicate key "c" [duplicate-key] at /b/c (1:16 first given here)`,
			`1:33 error: duplicate key "a" [duplicate-key] at /a (1:2 first given here)`,
			`1:41 error: duplicate key "a" [duplicate-key] at /a (1:2 first given here)`,
		},
	},
	{
		name: "duplicate key by escape",
		text: `{"a": 1, "\u0061": 2}`,
		tree: `{"a":1 "a":2}`,
		errors: []string{
			`1:10 error: duplicate key "a" [duplicate-key] at /a (1:2 first given here)`,
		},
	},
	{
		name: "missing quote at the end of a key",
		text: "{\"a: \"b: c\",\n \"e\": x}",
		tree: `{"a: ":"b" "c":"" "e":"x"}`,
		errors: []string{
			`1:7 error: a colon is missing after key "a: " [json-syntax] at /a: `,
			`1:7 error: string "b" is not in double quotes [json-syntax] at /a: `,
			`1:8 error: a comma is missing between two values [json-syntax] at /a: `,
			`1:10 error: key "c" is not in double quotes [json-syntax] at /a: `,
			`1:11 error: a colon is missing after key "c" [json-syntax] at /c`,
			`1:11 error: string is not closed [json-syntax] at /c`,
			`2:7 error: string "x" is not in double quotes [json-syntax] at /e fix: use double quotes`,
		},
		fixed: "{\"a: \"b: c\",\n \"e\": \"x\"}",
	},
	{
		name: "missing quote at the start of a text",
		text: "{\"a\": b c: d,\n \"e\": x}",
		tree: `{"a":"b" "c":"d" "e":"x"}`,
		errors: []string{
			`1:7 error: string "b" is not in double quotes [json-syntax] at /a`,
			`1:8 error: a comma is missing between two values [json-syntax] at /a`,
			`1:9 error: key "c" is not in double quotes [json-syntax] at /a`,
			`1:12 error: string "d" is not in double quotes [json-syntax] at /c`,
			`2:7 error: string "x" is not in double quotes [json-syntax] at /e fix: use double quotes`,
		},
		fixed: "{\"a\": b c: d,\n \"e\": \"x\"}",
	},
	{
		name: "many kinds at once",
		text: "{\"a\": 'b', c: +1, \"d\": NaN \"e\": .5, // x\n \"f\": [1,], \"g\": \"a\tb\"} x",
		tree: `{"a":"b" "c":1 "d":invalid "e":0.5 "f":[1] "g":"a\tb"}`,
		errors: []string{
			`1:7 error: string is not in double quotes [json-syntax] at /a fix: use double quotes`,
			`1:12 error: key "c" is not in double quotes [json-syntax] at /a fix: use double quotes`,
			`1:15 error: "+1" is not a valid JSON number [json-syntax] at /c fix: write 1`,
			`1:24 error: "NaN" is not a valid JSON number [json-syntax] at /d`,
			`1:27 error: a comma is missing between two values [json-syntax] at /d fix: insert a comma`,
			`1:33 error: ".5" is not a valid JSON number [json-syntax] at /e fix: write 0.5`,
			`1:37 error: comments are not allowed in JSON [json-syntax] at /e fix: remove the comment`,
			`2:9 error: comma before "]" [json-syntax] at /f/0 fix: remove the comma`,
			`2:20 error: control character '\t' in a string [json-syntax] at /g fix: use escapes`,
			`2:25 error: unexpected text after the end of the document [json-syntax]`,
		},
		fixed: "{\"a\": \"b\", \"c\": 1, \"d\": NaN, \"e\": 0.5, \n \"f\": [1], \"g\": \"a\\tb\"} x",
	},
}
