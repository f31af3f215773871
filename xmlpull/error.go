// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import "fmt"

// A ParseError says why a document is not well-formed, and where.
//
// Its message is CPython's: "mismatched tag: line 1, column 76". Unwrap gives
// the code, so that errors.Is(err, xmlpull.ErrTagMismatch) tells errors apart.
type ParseError struct {
	Code   ErrorCode
	Msg    string // what is wrong, without the place
	Line   int    // from 1; \r\n and a lone \r count once
	Column int    // in code points, from 0
	Offset int64  // in bytes of the input, from 0; see [Options].Charset for the exception
}

// Error returns the message and the place, as CPython words them.
func (e *ParseError) Error() string {
	return fmt.Sprintf("%s: line %d, column %d", e.Msg, e.Line, e.Column)
}

// Unwrap returns e.Code.
func (e *ParseError) Unwrap() error { return e.Code }

// An ErrorCode is a kind of [ParseError]. Codes up to 43 are expat's, with the
// same meaning; those from 101 are limits of this package. It is an error, to
// be found with [errors.Is].
type ErrorCode int

// The error codes that a parser reports.
const (
	ErrSyntax                  ErrorCode = 2   // a token that the grammar does not allow there
	ErrNoElements              ErrorCode = 3   // the document ends before its root element does
	ErrInvalidToken            ErrorCode = 4   // a character that cannot stand there
	ErrUnclosedToken           ErrorCode = 5   // the document ends within a tag, comment, …
	ErrPartialChar             ErrorCode = 6   // the document ends within a character
	ErrTagMismatch             ErrorCode = 7   // an end tag that does not match its start tag
	ErrDuplicateAttribute      ErrorCode = 8   // two attributes of one name
	ErrJunkAfterDocElement     ErrorCode = 9   // something after the root element
	ErrParamEntityRef          ErrorCode = 10  // a parameter entity reference that may not stand there
	ErrUndefinedEntity         ErrorCode = 11  // a reference to an entity that is not declared
	ErrRecursiveEntityRef      ErrorCode = 12  // an entity that refers to itself
	ErrAsyncEntity             ErrorCode = 13  // an element that starts and ends in different entities
	ErrBadCharRef              ErrorCode = 14  // a reference to what is no XML character
	ErrBinaryEntityRef         ErrorCode = 15  // a reference to an unparsed entity
	ErrAttributeExternalEntity ErrorCode = 16  // a reference to an external entity in an attribute
	ErrMisplacedXMLPI          ErrorCode = 17  // an XML declaration that is not at the start
	ErrUnknownEncoding         ErrorCode = 18  // an encoding that is not known
	ErrIncorrectEncoding       ErrorCode = 19  // a declared encoding that cannot be the real one
	ErrUnclosedCDATASection    ErrorCode = 20  // the document ends within a CDATA section
	ErrExternalEntity          ErrorCode = 21  // an external entity that could not be read
	ErrEntityDeclaredInPE      ErrorCode = 24  // a standalone document that needs a declaration from a parameter entity
	ErrUnboundPrefix           ErrorCode = 27  // a namespace prefix that is not declared
	ErrUndeclaringPrefix       ErrorCode = 28  // xmlns:p=""
	ErrIncompletePE            ErrorCode = 29  // a declaration that ends in another entity than it began
	ErrXMLDecl                 ErrorCode = 30  // a malformed XML declaration
	ErrTextDecl                ErrorCode = 31  // a malformed text declaration of an external entity
	ErrPublicID                ErrorCode = 32  // a character that no public identifier may have
	ErrReservedPrefixXML       ErrorCode = 38  // xml bound to another namespace
	ErrReservedPrefixXMLNS     ErrorCode = 39  // xmlns declared
	ErrReservedNamespaceURI    ErrorCode = 40  // a prefix bound to a reserved namespace
	ErrAmplificationLimit      ErrorCode = 43  // entities that expand to too much: [Options].MaxAmplification
	ErrDepthLimit              ErrorCode = 101 // elements nested deeper than [Options].MaxDepth
	ErrTokenLimit              ErrorCode = 102 // a tag, comment, … longer than [Options].MaxTokenBytes
	ErrAttributeLimit          ErrorCode = 103 // an element with more than 262144 attributes
)

var messages = map[ErrorCode]string{
	ErrSyntax:                  "syntax error",
	ErrNoElements:              "no element found",
	ErrInvalidToken:            "not well-formed (invalid token)",
	ErrUnclosedToken:           "unclosed token",
	ErrPartialChar:             "partial character",
	ErrTagMismatch:             "mismatched tag",
	ErrDuplicateAttribute:      "duplicate attribute",
	ErrJunkAfterDocElement:     "junk after document element",
	ErrParamEntityRef:          "illegal parameter entity reference",
	ErrUndefinedEntity:         "undefined entity",
	ErrRecursiveEntityRef:      "recursive entity reference",
	ErrAsyncEntity:             "asynchronous entity",
	ErrBadCharRef:              "reference to invalid character number",
	ErrBinaryEntityRef:         "reference to binary entity",
	ErrAttributeExternalEntity: "reference to external entity in attribute",
	ErrMisplacedXMLPI:          "XML or text declaration not at start of entity",
	ErrUnknownEncoding:         "unknown encoding",
	ErrIncorrectEncoding:       "encoding specified in XML declaration is incorrect",
	ErrUnclosedCDATASection:    "unclosed CDATA section",
	ErrExternalEntity:          "error in processing external entity reference",
	ErrEntityDeclaredInPE:      "entity declared in parameter entity",
	ErrUnboundPrefix:           "unbound prefix",
	ErrUndeclaringPrefix:       "must not undeclare prefix",
	ErrIncompletePE:            "incomplete markup in parameter entity",
	ErrXMLDecl:                 "XML declaration not well-formed",
	ErrTextDecl:                "text declaration not well-formed",
	ErrPublicID:                "illegal character(s) in public id",
	ErrReservedPrefixXML:       "reserved prefix (xml) must not be undeclared or bound to another namespace name",
	ErrReservedPrefixXMLNS:     "reserved prefix (xmlns) must not be declared or undeclared",
	ErrReservedNamespaceURI:    "prefix must not be bound to one of the reserved namespace names",
	ErrAmplificationLimit:      "limit on input amplification factor (from DTD and entities) breached",
	ErrDepthLimit:              "elements nested too deeply",
	ErrTokenLimit:              "token too long",
	ErrAttributeLimit:          "too many attributes",
}

// Error returns the message of the code, as expat words it.
func (c ErrorCode) Error() string {
	if m, ok := messages[c]; ok {
		return m
	}
	return fmt.Sprintf("error %d", int(c))
}
