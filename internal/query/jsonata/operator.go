package jsonata

// opCode names an operator or punctuation mark.
type opCode uint8

const (
	opNone opCode = iota
	opDot
	opBracket
	opCloseBracket
	opBrace
	opCloseBrace
	opParen
	opCloseParen
	opComma
	opAt
	opHash
	opSemicolon
	opColon
	opQuestion
	opAdd
	opSub
	opMul
	opDiv
	opMod
	opPipe
	opEq
	opLt
	opGt
	opCaret
	opDescendants
	opRange
	opAssign
	opNe
	opLe
	opGe
	opApply
	opAnd
	opOr
	opIn
	opConcat
	opBang
	opTilde
)

// opSingle maps the characters that end a name to their operators.
var opSingle = [256]opCode{
	'.': opDot, '[': opBracket, ']': opCloseBracket, '{': opBrace, '}': opCloseBrace, '(': opParen, ')': opCloseParen,
	',': opComma, '@': opAt, '#': opHash, ';': opSemicolon, ':': opColon, '?': opQuestion, '+': opAdd, '-': opSub,
	'*': opMul, '/': opDiv, '%': opMod, '|': opPipe, '=': opEq, '<': opLt, '>': opGt, '^': opCaret, '&': opConcat,
	'!': opBang, '~': opTilde,
}

// opPower is the binding power of an infix operator; 0 for every other operator.
var opPower = [...]int{
	opDot: 75, opBracket: 80, opBrace: 70, opParen: 80, opAt: 80, opHash: 80, opQuestion: 20, opAdd: 50, opSub: 50,
	opMul: 60, opDiv: 60, opMod: 60, opEq: 40, opLt: 40, opGt: 40, opCaret: 40, opAssign: 10, opNe: 40, opLe: 40,
	opGe: 40, opApply: 40, opAnd: 30, opOr: 25, opIn: 40, opConcat: 50, opTilde: 0,
}

// opText is how an operator is written.
var opText = [...]string{
	opDot: ".", opBracket: "[", opCloseBracket: "]", opBrace: "{", opCloseBrace: "}", opParen: "(", opCloseParen: ")",
	opComma: ",", opAt: "@", opHash: "#", opSemicolon: ";", opColon: ":", opQuestion: "?", opAdd: "+", opSub: "-",
	opMul: "*", opDiv: "/", opMod: "%", opPipe: "|", opEq: "=", opLt: "<", opGt: ">", opCaret: "^", opDescendants: "**",
	opRange: "..", opAssign: ":=", opNe: "!=", opLe: "<=", opGe: ">=", opApply: "~>", opAnd: "and", opOr: "or",
	opIn: "in", opConcat: "&", opBang: "!", opTilde: "~",
}
