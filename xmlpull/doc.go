// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package xmlpull parses XML that arrives in pieces.
//
// Feed a [PullParser] whatever has come, a socket's next bytes or half a tag,
// and take the events that are complete; nothing blocks and nothing runs
// beside it:
//
//	p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.End)
//	for chunk := range chunks {
//		p.Feed(chunk)
//		for ev, err := range p.Events() {
//			if err != nil {
//				return err // "mismatched tag: line 1, column 76"
//			}
//			fmt.Println(ev.Kind, ev.Elem.Tag)
//		}
//	}
//	return p.Close()
//
// [Iterparse] does this with an [io.Reader]. Below lies the [Scanner], which
// calls functions and builds no tree.
//
// # Which XML
//
// Documents have to be well-formed by XML 1.0, fifth edition, and Namespaces
// in XML 1.0. The internal DTD subset is read: entities, defaults and types of
// attributes, notations, content models for their syntax. Nothing is checked
// against it. External entities are not read unless [Options].Resolver opens
// them. Names come as in Python, as {uri}local. Line ends become \n.
//
// The encoding is UTF-8 or UTF-16, or what the XML declaration says: see
// [Options].Charset.
//
// # Limits
//
// Time is linear in the size of the document, and in the size of each token
// however it is cut. Memory is that of the tree, for a PullParser, of the
// declarations, and of one token. A document is refused that goes beyond one
// of the following: elements, and entities within entities, 100,000 deep
// ([Options].MaxDepth); a tag, comment, declaration or reference of 16 MiB
// (MaxTokenBytes; text has no limit); 262,144 attributes of an element; and
// expansion to 100 times its size (MaxAmplification) once that is over 8 MiB
// (ActivationBytes). What entities, default attributes and external entities
// add counts as expansion, and so do names where there are very many.
//
// # From Python
//
//	XMLPullParser(events)      NewPullParser(kinds...)
//	feed(data)                 Feed, Write, WriteString
//	flush()                    Flush, which has nothing to do
//	close()                    Close, then Root
//	read_events()              Events
//	iterparse(file, events)    Iterparse(r, kinds...)
//	TreeBuilder(insert_comments, insert_pis)
//	                           Options.Comments, Options.PIs
//	ParseError.code, position  ParseError.Code, Line, Column
//	Comment, ProcessingInstruction as a tag
//	                           CommentTag, PITag
//	xml.parsers.expat          Scanner
//
// As in Python, events are queued by Feed and their elements are live: at
// Start an element has its attributes, but its text and children come as they
// are fed. Text that a piece ends with is stored with the next tag. Namespace
// declarations come before the Start of their element and end after its End.
// Comments and processing instructions are events, but not in the tree unless
// asked.
//
// # Differences from Python
//
//   - Names are those of the fifth edition; expat's are those of the fourth:
//     [Options].Edition4.
//   - Feed returns the error too, and goes on returning it.
//   - Line, Column and the events do not depend on how the document is cut.
//   - Nothing is put off: expat may wait for more of a token, so Python needs
//     flush.
//   - Internal parameter entities are expanded, with the declarations and
//     comments in them. Python skips them, and all declarations after.
//   - A reference to an undeclared entity, in a document that has parameter
//     entities and is wholly read, is dropped, as it is an error of validity
//     only. Python refuses it.
//   - An XML declaration has version 1.0 to 1.9…; Python allows any.
//   - A UTF-8 byte order mark and another declared encoding contradict each
//     other; Python believes the declaration. So do UTF-16 and another
//     encoding, for which Python has various errors.
//   - The letters ª, º and µ may not start names in any encoding; expat allows
//     them where it is not UTF-8.
//   - An unknown encoding is ErrUnknownEncoding; Python raises LookupError. It
//     also knows more names of encodings, and does not know utf8.
//   - An element has one place in one tree: Append moves it.
//   - Text and Tail are "" where Python has None.
//   - Input is refused that goes beyond the limits above; of these, Python has
//     that of entities.
//
// # When to use encoding/xml
//
// To decode a document into structs, or to encode one. It reads from an
// io.Reader only, accepts many documents that are not well-formed, and is some
// ten times slower than a Scanner.
package xmlpull
