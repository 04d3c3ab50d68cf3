package jsonata_test

import "testing"

func TestStringFunctions(t *testing.T) {
	check(t, map[string]example{
		"string of a number":       {expr: "$string(1/3)", want: `"0.333333333333333"`},
		"string, indented":         {expr: "$string({'a':[1]}, true)", want: `"{\n  \"a\": [\n    1\n  ]\n}"`},
		"string of a function":     {expr: "$string([$sum])", want: `"[\"\"]"`},
		"length counts characters": {expr: "$length('a😀é')", want: "3"},
		"substring":                {expr: "$substring('hello', 1, 3)", want: `"ell"`},
		"substring from the end":   {expr: "$substring('hello', -3, 2)", want: `"ll"`},
		"before and after":         {expr: "$substringBefore('a=b', '=') & $substringAfter('a=b', '=')", want: `"ab"`},
		"case":                     {expr: "$uppercase('straße') & $lowercase('ÄΣ')", want: `"STRASSEäς"`},
		"trim":                     {expr: "$trim('  a \\n b ')", want: `"a b"`},
		"pad":                      {expr: "$pad('x', 3, '-') & $pad('x', -3)", want: `"x--  x"`},
		"contains":                 {expr: "$contains('abc', 'b') and $contains('abc', /B/i)", want: "true"},
		"split":                    {expr: "$split('a, b;c', /[,;]\\s*/)", want: `["a","b","c"]`},
		"split with limit":         {expr: "$split('a b c', ' ', 2)", want: `["a","b"]`},
		"negative limit":           {expr: "$split('a b c', ' ', -1)", want: "D3020"},
		"join":                     {expr: "$join(['a','b'], '-')", want: `"a-b"`},
		"match":                    {expr: "$match('ab12', /([a-z])([0-9])/)", want: `{"match":"b1","index":1,"groups":["b","1"]}`},
		"replace":                  {expr: "$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1')", want: `"Smith, John"`},
		"replace with function":    {expr: "$replace('1 2', /[0-9]/, function($m){ $string($number($m.match) * 2) })", want: `"2 4"`},
		"replace with non-string":  {expr: "$replace('1', /1/, function(){ 1 })", want: "D3012"},
		"replace nothing":          {expr: "$replace('abc', '', 'x')", want: "D3010"},
		"look-behind":              {expr: "$match('a1b2', /(?<=b)[0-9]/).match", want: `"2"`},
		"back-reference":           {expr: "$contains('abab', /(ab)\\1/)", want: "true"},
		"base 64":                  {expr: "$base64decode($base64encode('héllo'))", want: `"héllo"`},
		"url":                      {expr: "$encodeUrlComponent('a b&c') & $decodeUrl('%41%2F')", want: `"a%20b%26cA%2F"`},
		"malformed url":            {expr: "$decodeUrlComponent('%E0%A4%A')", want: "D3140"},
		"matcher of one's own":     {expr: "$split('a', function(){ {'x': 1} })", want: "T1010"},
		"empty matches":            {expr: "$match('ab', /x*/)", want: "D1004"},
	})
}

func TestNumberFunctions(t *testing.T) {
	check(t, map[string]example{
		"number":                  {expr: "[$number('0x10'), $number('0b11'), $number(' 1') ]", want: "D3030"},
		"number of other bases":   {expr: "[$number('0x10'), $number('0o17'), $number('0b11'), $number(true)]", want: "[16,15,3,1]"},
		"round halves to even":    {expr: "[$round(2.5), $round(3.5), $round(4.525, 2), $round(12345, -2)]", want: "[2,4,4.52,12300]"},
		"power out of range":      {expr: "$power(10, 999)", want: "D3061"},
		"square root":             {expr: "$sqrt(-1)", want: "D3060"},
		"format number":           {expr: "$formatNumber(1234.5678, '#,##0.00')", want: `"1,234.57"`},
		"format negative":         {expr: "$formatNumber(-5, '0;(0)')", want: `"(5)"`},
		"format percent":          {expr: "$formatNumber(0.14, '01%')", want: `"14%"`},
		"format exponent":         {expr: "$formatNumber(1234.5678, '00.000e0')", want: `"12.346e2"`},
		"format with options":     {expr: "$formatNumber(1234.5, '#.##0,0', {'decimal-separator': ',', 'grouping-separator': '.'})", want: `"1.234,5"`},
		"format, two points":      {expr: "$formatNumber(1, '0.0.0')", want: "D3081"},
		"base":                    {expr: "$formatBase(255, 16)", want: `"ff"`},
		"base out of range":       {expr: "$formatBase(1, 99)", want: "D3100"},
		"integer in words":        {expr: "$formatInteger(1234, 'w')", want: `"one thousand, two hundred and thirty-four"`},
		"integer as ordinal":      {expr: "$formatInteger(21, 'Ww;o') & $formatInteger(112, '0;o')", want: `"Twenty-First112th"`},
		"integer as Roman":        {expr: "$formatInteger(1999, 'I')", want: `"MCMXCIX"`},
		"integer as letters":      {expr: "$formatInteger(28, 'a')", want: `"ab"`},
		"integer with groups":     {expr: "$formatInteger(1234567, '#,##0')", want: `"1,234,567"`},
		"integer, mixed families": {expr: "$formatInteger(1, '0٠')", want: "D3131"},
		"integer, odd sequence":   {expr: "$formatInteger(1, '#')", want: "D3130"},
		"parse words":             {expr: "$parseInteger('one thousand, two hundred and thirty-four', 'w')", want: "1234"},
		"parse Roman":             {expr: "$parseInteger('MCMXCIX', 'I')", want: "1999"},
		"aggregates":              {expr: "[$sum([1,2]), $max([1,2]), $min([1,2]), $average([1,2])]", want: "[3,2,1,1.5]"},
		"average of nothing":      {expr: "$average([])", want: "undefined"},
	})
}

func TestDateFunctions(t *testing.T) {
	check(t, map[string]example{
		"now":                {expr: "$now()", want: `"2023-11-14T22:13:20.123Z"`},
		"millis":             {expr: "$millis()", want: "1700000000123"},
		"from millis":        {expr: "$fromMillis(1510067557121, '[FNn], [D1o] [MNn] [Y]')", want: `"Tuesday, 7th November 2017"`},
		"with time zone":     {expr: "$fromMillis(0, '[H01]:[m01] [z]', '-0500')", want: `"19:00 GMT-05:00"`},
		"weeks":              {expr: "$fromMillis(1510067557121, '[X]-W[W01]-[F1]')", want: `"2017-W45-2"`},
		"half day":           {expr: "$fromMillis(0, '[h]:[m][PN]')", want: `"12:00AM"`},
		"brackets":           {expr: "$fromMillis(0, '[[[Y]]]')", want: `"[1970]"`},
		"open bracket":       {expr: "$fromMillis(0, '[Y')", want: "D3135"},
		"unknown component":  {expr: "$fromMillis(0, '[q]')", want: "D3132"},
		"name of a year":     {expr: "$fromMillis(0, '[YN]')", want: "D3133"},
		"long zone":          {expr: "$fromMillis(0, '[Z00000]')", want: "D3134"},
		"to millis":          {expr: "$toMillis('2018-02-01T09:42:13.123+0100')", want: "1517474533123"},
		"to millis, day":     {expr: "$toMillis('2018-02-01')", want: "1517443200000"},
		"to millis, picture": {expr: "$toMillis('3rd March 2020', '[D1o] [MNn] [Y]')", want: "1583193600000"},
		"to millis, no fit":  {expr: "$toMillis('x', '[Y]')", want: "undefined"},
		"to millis, no time": {expr: "$toMillis('x')", want: "D3110"},
		"gap":                {expr: "$toMillis('2020 5', '[Y] [m]')", want: "D3136"},
	})
}

func TestArrayAndObjectFunctions(t *testing.T) {
	check(t, map[string]example{
		"count":         {expr: "[$count(nope), $count(1), $count([1,2])]", want: "[0,1,2]"},
		"append":        {expr: "$append(1, [2,3])", want: "[1,2,3]"},
		"reverse":       {expr: "$reverse([1,2,3])", want: "[3,2,1]"},
		"distinct":      {expr: "$distinct([1,'1',1,{'a':1},{'a':1},null,null])", want: `[1,"1",{"a":1},null]`},
		"sort":          {expr: "$sort(['b','a'])", want: `["a","b"]`},
		"sort mixed":    {expr: "$sort([1,'a'])", want: "D3070"},
		"zip":           {expr: "$zip([1,2],['a','b','c'])", want: `[[1,"a"],[2,"b"]]`},
		"shuffle keeps": {expr: "$sort($shuffle([3,1,2]))", want: "[1,2,3]"},
		"keys":          {expr: "$keys([{'a':1},{'b':2,'a':3}])", want: `["a","b"]`},
		"lookup":        {expr: "$lookup(items, 'name')", want: `["hat","coat","scarf"]`},
		"spread":        {expr: "$spread({'a':1,'b':2})", want: `[{"a":1},{"b":2}]`},
		"merge":         {expr: "$merge([{'a':1},{'b':2,'a':3}])", want: `{"a":3,"b":2}`},
		"type":          {expr: "[$type(null), $type(1), $type('a'), $type([]), $type({}), $type($sum), $type(true)]", want: `["null","number","string","array","object","function","boolean"]`},
		"boolean":       {expr: "[$boolean([0]), $boolean([0,1]), $boolean({}), $boolean('a'), $not(nope)]", want: "[false,true,false,true]"},
		"error":         {expr: "$error('boom')", want: "D3137"},
		"assert":        {expr: "$assert(n = 4, 'not four')", want: "D3141"},
		"assert holds":  {expr: "$assert(n = 3)", want: "undefined"},
	})
}

func TestStepFunctionsDialect(t *testing.T) {
	check(t, map[string]example{
		"partition":            {expr: "$partition([1,2,3,4,5], 2)", want: "[[1,2],[3,4],[5]]"},
		"partition of one":     {expr: "$partition([0], 5)", want: "[[0]]"},
		"partition into zero":  {expr: "$partition([1], 0)", want: "undefined"},
		"range":                {expr: "$range(0, 10, 5)", want: "[0,5,10]"},
		"range downwards":      {expr: "$range(3, 1, -1)", want: "[3,2,1]"},
		"range past its end":   {expr: "$range(1, 6, 2)", want: "[1,3,5]"},
		"range without a step": {expr: "$range(1, 6, 0)", want: "undefined"},
		"range too large":      {expr: "$range(1, 1e9, 1)", want: "U1001"},
		"hash":                 {expr: "$hash('abc', 'SHA-1')", want: `"a9993e364706816aba3e25717850c26c9cd0d89d"`},
		"hash, MD5":            {expr: "$hash('', 'MD5')", want: `"d41d8cd98f00b204e9800998ecf8427e"`},
		"hash, unknown":        {expr: "$hash('', 'CRC')", want: "D3137"},
		"seeded random":        {expr: "$random(7) = $random(7) and $random(7) != $random(8)", want: "true"},
		"random":               {expr: "($r := $random(); $r >= 0 and $r < 1)", want: "true"},
		"uuid":                 {expr: "$contains($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)", want: "true"},
		"parse":                {expr: "$parse('{\"a\": [1, 2.5]}').a[1]", want: "2.5"},
		"parse minus zero":     {expr: "$parse('-0')", want: "0"},
		"parse nonsense":       {expr: "$parse('{')", want: "D3137"},
	})
}
