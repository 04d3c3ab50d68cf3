package jsonata_test

import (
	"errors"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// example is an expression with what it gives: JSON text, "undefined", or the code and position of an error.
type example struct {
	expr, input, want string
	at                int // UTF-16 position of the error
}

// order is the input of most examples.
const order = `{"id":"A1","n":3,"tags":["x","y"],"none":[],"null":null,"items":[
	{"name":"hat","price":5,"qty":2,"in":{"box":1}},
	{"name":"coat","price":30,"qty":1,"in":{"box":2}},
	{"name":"scarf","price":12.5,"qty":4,"in":{"box":1}}],"boxes":[{"no":1,"at":"left"},{"no":2,"at":"right"}]}`

func check(t *testing.T, examples map[string]example) {
	t.Helper()
	for name, c := range examples {
		t.Run(name, func(t *testing.T) {
			input := c.input
			if input == "" {
				input = order
			}
			env := &jsonata.Env{Now: time.UnixMilli(1_700_000_000_123)}
			got, err := evaluate(c.expr, value.MustParse(input), env)
			var fault *jsonata.Error
			switch {
			case errors.As(err, &fault):
				if fault.Code != c.want || c.at != 0 && fault.Position != c.at {
					t.Errorf("%s: got %s, want %s at %d", c.expr, describe(err), c.want, c.at)
				}
				if fault.Message == "" {
					t.Errorf("%s: error %s has no message", c.expr, fault.Code)
				}
			case got.String() != c.want:
				t.Errorf("%s: got %s, want %s", c.expr, got, c.want)
			}
		})
	}
}

func TestPaths(t *testing.T) {
	check(t, map[string]example{
		"field":                          {expr: "id", want: `"A1"`},
		"missing":                        {expr: "nope.nope", want: "undefined"},
		"null is a value":                {expr: "null", want: "null"},
		"field that is null":             {expr: "`null`", want: "null"},
		"over an array":                  {expr: "items.name", want: `["hat","coat","scarf"]`},
		"one result is unwrapped":        {expr: "items[price > 20].name", want: `"coat"`},
		"unless it is kept":              {expr: "items[price > 20].name[]", want: `["coat"]`},
		"no result is nothing":           {expr: "items[price > 99].name", want: "undefined"},
		"index":                          {expr: "items[1].name", want: `"coat"`},
		"index from the end":             {expr: "items[-1].name", want: `"scarf"`},
		"fractional index from the end":  {expr: "[[1,2,3][-0.5], [1,2,3][-1.5], [1,2,3][0.5]]", want: "[3,2,1]"},
		"computed fractional index":      {expr: "[1,2,3][$number('-0.5')]", want: "3"},
		"several indexes":                {expr: "items[[0,2]].name", want: `["hat","scarf"]`},
		"index binds to its step":        {expr: "items.name[0]", want: `["hat","coat","scarf"]`},
		"index of the whole":             {expr: "(items.name)[0]", want: `"hat"`},
		"wildcard":                       {expr: "items[0].*", want: `["hat",5,2,{"box":1}]`},
		"descendants":                    {expr: "**.box", want: `[1,2,1]`},
		"parent":                         {expr: "items.in.{'b': box, 'of': %.name}", want: `[{"b":1,"of":"hat"},{"b":2,"of":"coat"},{"b":1,"of":"scarf"}]`},
		"parent in a predicate":          {expr: "items.in[%.price > 10].box", want: `[2,1]`},
		"parent of nothing":              {expr: "%.x", want: "S0217"},
		"join":                           {expr: "items@$i.boxes@$b[$i.in.box = $b.no].($i.name & '@' & $b.at)", want: `["hat@left","coat@right","scarf@left"]`},
		"join at the top":                {expr: "$.items@$i.$$.boxes[no = $i.in.box].($i.name & '@' & at)", want: `["hat@left","coat@right","scarf@left"]`},
		"position":                       {expr: "items#$i.($i & name)", want: `["0hat","1coat","2scarf"]`},
		"order":                          {expr: "items^(price).name", want: `["hat","scarf","coat"]`},
		"descending order":               {expr: "items^(>qty, name).name", want: `["scarf","hat","coat"]`},
		"order of mixed types":           {expr: "[1,'a']^($)", want: "T2007"},
		"order of a text":                {expr: "([$uppercase('3.5')].**)^(<a)", want: `"3.5"`},
		"order of a kept array":          {expr: "([1][].$)^($)", want: "[1]"},
		"group":                          {expr: "items{$string(in.box): $sum(qty)}", want: `{"1":6,"2":1}`},
		"constructor in a step":          {expr: "items.[name, qty]", want: `[["hat",2],["coat",1],["scarf",4]]`},
		"quoted name":                    {expr: "`id`", want: `"A1"`},
		"string as a step":               {expr: `items."name"`, want: `["hat","coat","scarf"]`},
		"number as a step":               {expr: "items.1", want: "S0213", at: 7},
		"context":                        {expr: "items.price[$ > 10]", want: "[30,12.5]"},
		"root":                           {expr: "items[price > $$.n * 4].name", want: `["coat","scarf"]`},
		"array as input":                 {expr: "$[1]", input: "[1,2,3]", want: "2"},
		"array as input, field":          {expr: "a", input: `[{"a":1},{"a":[2,3]}]`, want: "[1,2,3]"},
		"literal of the input":           {expr: "$", input: "1.50", want: "1.50"},
		"predicate after grouping":       {expr: "(items){name: 1}[0]", want: "S0209"},
		"two groupings":                  {expr: "items{name: 1}{name: 2}", want: "S0210"},
		"focus after predicate":          {expr: "items[0]@$i", want: "S0215"},
		"focus after order":              {expr: "items^(name)@$i", want: "S0216"},
		"empty array":                    {expr: "none", want: "[]"},
		"array of arrays is flattened":   {expr: "$.a.b", input: `{"a":[{"b":[1]},{"b":[2,[3]]}]}`, want: "[1,2,[3]]"},
		"constructed array stays":        {expr: "[1,[2,3]]", want: "[1,[2,3]]"},
		"nothing leaves no gap":          {expr: "[1,nope,2]", want: "[1,2]"},
		"keys that are nothing are left": {expr: "{nope: 1, 'a': nope, 'b': 2}", want: `{"b":2}`},
		"same key twice":                 {expr: "{'a': 1, 'a': 2}", want: "D1009", at: 1},
		"key that is not a string":       {expr: "{1: 2}", want: "T1003", at: 1},
	})
}

func TestOperators(t *testing.T) {
	check(t, map[string]example{
		"precedence":                {expr: "1 + 2 * 3 - 4 / 2", want: "5"},
		"remainder keeps the sign":  {expr: "-7 % 3", want: "-1"},
		"nothing in a sum":          {expr: "nope + 1", want: "undefined"},
		"string in a sum":           {expr: "'a' + 1", want: "T2001", at: 5},
		"string on the right":       {expr: "1 + 'a'", want: "T2002", at: 3},
		"too large":                 {expr: "1e308 * 10 + 1", want: "D1001"},
		"text of numbers":           {expr: "0.1 + 0.2 & ''", want: `"0.3"`},
		"concatenate":               {expr: "'a' & 1 & null & true & nope & [1,{}]", want: `"a1nulltrue[1,{}]"`},
		"equal arrays":              {expr: "[1,{'a':2}] = [1,{'a':2}]", want: "true"},
		"nothing equals nothing":    {expr: "nope = nope", want: "false"},
		"number and string":         {expr: "1 = '1'", want: "false"},
		"compare types":             {expr: "1 < 'a'", want: "T2009"},
		"compare booleans":          {expr: "true < false", want: "T2010"},
		"compare nothing":           {expr: "nope < 1", want: "undefined"},
		"in":                        {expr: "'x' in tags and ('z' in tags) = false", want: "true"},
		"and, or":                   {expr: "tags and none or 0", want: "false"},
		"or stops early":            {expr: "true or $error('no')", want: "true"},
		"range":                     {expr: "[1..3, 7]", want: "[1,2,3,7]"},
		"range downwards":           {expr: "[3..1]", want: "[]"},
		"range of a fraction":       {expr: "[1.5..3]", want: "T2003"},
		"range too large":           {expr: "[1..20000000]", want: "D2014"},
		"condition":                 {expr: "n > 2 ? 'big' : 'small'", want: `"big"`},
		"condition without else":    {expr: "n > 9 ? 'big'", want: "undefined"},
		"negate a string":           {expr: "-'a'", want: "D1002", at: 1},
		"elvis is of a later age":   {expr: "n ?: 1", want: "S0211"},
		"so is coalescing":          {expr: "n ?? 1", want: "S0211"},
		"keywords as names":         {expr: "and.or.in", input: `{"and":{"or":{"in":1}}}`, want: "1"},
		"comment":                   {expr: "/* one */ 1 /* two */ + 1", want: "2"},
		"escapes":                   {expr: `"\u00e9\n\ud83d\ude00"`, want: `"é\n😀"`},
		"unfinished string":         {expr: "'abc", want: "S0101", at: 4},
		"unknown escape":            {expr: `"\y"`, want: "S0103", at: 2},
		"short unicode escape":      {expr: `"\u12"`, want: "S0104"},
		"unfinished quoted name":    {expr: "`abc", want: "S0105", at: 4},
		"unfinished comment":        {expr: "1 /* x", want: "S0106", at: 2},
		"number out of range":       {expr: "1e999", want: "S0102"},
		"two values":                {expr: "1 2", want: "S0201", at: 3},
		"wrong bracket":             {expr: "[1}", want: "S0202", at: 3},
		"missing bracket":           {expr: "(1", want: "S0203", at: 2},
		"unknown operator":          {expr: "1 ! 2", want: "S0204", at: 3},
		"ends early":                {expr: "1 +", want: "S0207", at: 3},
		"infix as prefix":           {expr: "= 1", want: "S0211", at: 1},
		"assign to a name":          {expr: "a := 1", want: "S0212"},
		"focus without dollar sign": {expr: "a@b", want: "S0214"},
		"empty pattern":             {expr: "$match('a', //)", want: "S0301"},
		"unfinished pattern":        {expr: "$match('a', /b", want: "S0302"},
		"invalid pattern":           {expr: "$match('a', /[b-a]/)", want: "S0303"},
		"position counts units":     {expr: "'😀' + 1", want: "T2001", at: 6},
	})
}

func TestFunctionsOfFunctions(t *testing.T) {
	check(t, map[string]example{
		"call":                    {expr: "(function($a, $b){ $a * $b })(6, 7)", want: "42"},
		"missing argument":        {expr: "function($a, $b){ $exists($b) }(1)", want: "false"},
		"closure":                 {expr: "($add := function($a){ function($b){ $a + $b } }; $add(1)(2))", want: "3"},
		"recursion":               {expr: "($f := function($n){ $n < 2 ? 1 : $n * $f($n - 1) }; $f(10))", want: "3628800"},
		"tail recursion is deep":  {expr: "($f := function($n, $s){ $n = 0 ? $s : $f($n - 1, $s + $n) }; $f(100000, 0))", want: "5000050000"},
		"mutual tail calls":       {expr: "($e := function($n){ $n = 0 ? true : $o($n - 1) }; $o := function($n){ $n = 0 ? false : $e($n - 1) }; $e(50001))", want: "false"},
		"partial application":     {expr: "($half := function($a, $b){ $a / $b }(?, 2); $half(9))", want: "4.5"},
		"partial of a built-in":   {expr: "$map(['ab','cd'], $substring(?, 1))", want: `["b","d"]`},
		"chain":                   {expr: "'abc' ~> $uppercase ~> $substring(1)", want: `"BC"`},
		"chain of functions":      {expr: "($f := $uppercase ~> $length; $f('abc'))", want: "3"},
		"chain to a non-function": {expr: "1 ~> 2", want: "T2006"},
		"call of a non-function":  {expr: "1(2)", want: "T1006"},
		"forgotten dollar":        {expr: "sum(1)", want: "T1005"},
		"forgotten in partial":    {expr: "sum(?)", want: "T1007"},
		"partial of nothing":      {expr: "nope(?)", want: "T1008"},
		"eval is not there":       {expr: "$eval('1')", want: "T1006"},
		"signature":               {expr: "function($a)<n:n>{ $a }('x')", want: "T0410"},
		"signature with context":  {expr: "items.(function($a)<o-:s>{ $a.name }())", want: `["hat","coat","scarf"]`},
		"signature makes arrays":  {expr: "function($a)<a:n>{ $count($a) }(5)", want: "1"},
		"signature of a choice":   {expr: "function($a)<(ns):n>{ $a }(true)", want: "T0410"},
		"signature skips":         {expr: "function($a, $b)<n?s:x>{ [$a, $exists($b)] }('x')", want: `["x",false]`},
		"signature that is wrong": {expr: "function($a)<n<n>>{ 1 }", want: "S0401"},
		"wrong array":             {expr: "$sum([1,'a'])", want: "T0412"},
		"wrong context":           {expr: "n.$length()", want: "T0411"},
		"parameter without $":     {expr: "function(a){ 1 }", want: "S0208"},
		"map with index":          {expr: "$map(tags, function($t, $i, $all){ $i & $t & $count($all) })", want: `["0x2","1y2"]`},
		"filter":                  {expr: "$filter(items, function($i){ $i.qty > 1 }).name", want: `["hat","scarf"]`},
		"reduce":                  {expr: "$reduce([1..5], function($a, $b){ $a * $b })", want: "120"},
		"reduce needs two":        {expr: "$reduce([1..5], function($a){ $a })", want: "D3050"},
		"single":                  {expr: "$single(items, function($i){ $i.price = 30 }).name", want: `"coat"`},
		"single of many":          {expr: "$single(items)", want: "D3138"},
		"single of none":          {expr: "$single(items, function(){ false })", want: "D3139"},
		"sort by function":        {expr: "$sort(items, function($a, $b){ $a.qty > $b.qty }).name", want: `["coat","hat","scarf"]`},
		"sift":                    {expr: "$sift(items[0], function($v, $k){ $k = 'name' or $v = 5 })", want: `{"name":"hat","price":5}`},
		"each":                    {expr: "$each({'a': 1, 'b': 2}, function($v, $k){ $k & $v })", want: `["a1","b2"]`},
		"transform":               {expr: "$$ ~> |items|{'total': price * qty}, ['in','price','qty']| ~> $lookup('items')", want: `[{"name":"hat","total":10},{"name":"coat","total":30},{"name":"scarf","total":50}]`},
		"transform with nonsense": {expr: "$ ~> |items|5|", want: "T2011"},
		"transform, odd deletion": {expr: "$ ~> |items|{}, 5|", want: "T2012"},
		"variable in a block":     {expr: "($x := 1; ($x := 2); $x)", want: "1"},
		"assignment has a value":  {expr: "[$x := 4, $x]", want: "[4,4]"},
	})
}
