// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import "bytes"

// A role is a place in the grammar of the prolog: what may come next.
type role uint8

const (
	roleStart        role = iota
	roleMisc              // before the document type declaration
	roleMiscAfter         // after it
	roleDoctype           // the name
	roleDoctype1          // after the name
	rolePublic            // the public identifier
	roleSystem            // the system identifier
	roleDoctype4          // after the external identifier
	roleDoctype5          // after the internal subset
	roleSubset            // between declarations
	roleEntity            // % or the name
	roleParam             // the name of a parameter entity
	roleEntityDef         // the value or SYSTEM or PUBLIC
	roleEntityPub         // the public identifier
	roleEntitySys         // the system identifier
	roleEntityExt         // NDATA or the end
	roleNotation          // NDATA's name
	roleParamExt          // the end
	roleNotationName      // of a notation declaration
	roleNotationDef       // SYSTEM or PUBLIC
	roleNotationPub
	roleNotationSys
	roleNotationSys2 // may be left out after a public identifier
	roleAttlist
	roleAttName
	roleAttType
	roleAttEnum
	roleAttEnumSep
	roleAttNotation
	roleAttNotationName
	roleAttNotationSep
	roleAttDefault
	roleAttFixed
	roleElement
	roleModel
	roleModelFirst // after the first parenthesis
	roleMixed      // after #PCDATA
	roleMixedName
	roleMixedSep
	roleChildren // a name or a group
	roleChildrenSep
	roleDeclEnd
	roleCond      // INCLUDE or IGNORE
	roleInclude   // the bracket
	roleIgnore    // the bracket
	roleExtSubset // the external subset; as roleSubset, but it does not end with a bracket
)

// A dtd is what the declarations said, and where in one the scanner is.
type dtd struct {
	entities, params map[string]*entity

	keep       bool // declarations are heeded: none before them was missed
	paramRefs  bool // a parameter entity was referred to, or there is an external subset
	unread     bool // some declarations could not be read
	standalone bool

	role     role
	includes int // open INCLUDE sections

	name, public, system string // of the document type
	hasExternal          bool

	ent   *entity // being declared; nil if it was declared before
	param bool    // it is a parameter entity
	elem  *elementDecl
	att   attDecl

	model []byte // for each open group, its separator or 0
}

// An entity is a declared entity.
type entity struct {
	name           string
	text           []byte // the replacement text
	public, system string
	external       bool
	read           bool // text is that of the external entity
	unparsed       bool
	inParam        bool // declared in a parameter entity or the external subset
	open           bool // being read: a reference to it is recursive
}

// An elementDecl is what attribute-list declarations say of an element.
type elementDecl struct {
	cdata    map[string]bool // whether the attribute's type is CDATA
	defaults []attDecl
}

type attDecl struct {
	name  string
	cdata bool
	value []byte // the default; nil if there is none
}

// tokenized reports whether the attribute's value is to be collapsed.
func (e *elementDecl) tokenized(name string) bool {
	cdata, ok := e.cdata[name]
	return ok && !cdata
}

// prolog scans what stands before and after the root element, from w[i].
func (s *Scanner) prolog(w []byte, i int, last bool) (int, status, error) {
	if i == 0 && s.dtd.role == roleStart && !s.bom && len(s.open) == 0 {
		const bom = "\ufeff"
		if bytes.HasPrefix(w, []byte(bom)) {
			s.bom = true
			i = len(bom)
		}
	}
	for i < len(w) {
		if len(s.open) == 0 {
			s.at = i
		}
		t, end, part := s.prologToken(w, i, last)
		if part != whole {
			return s.unfinished(i, end, part, last)
		}
		if end-i > s.maxToken && t != tokSpace {
			return 0, 0, s.failAt(ErrTokenLimit, s.at)
		}
		var err error
		depth := len(s.open)
		switch {
		case (t == tokComment || t == tokPI) && !s.mayComment():
			err = s.fail(ErrSyntax, i)
		case t == tokComment:
			s.miss()
			if s.Comment != nil {
				err = s.Comment(s.lines(w[i+4:end-3], false))
			}
		case t == tokPI:
			s.miss()
			p, _ := s.scanPI(w, i)
			err = s.reportPI(w, i, p)
		case t == tokSpace:
			s.miss()
		case s.state == inEpilog:
			err = s.fail(ErrJunkAfterDocElement, i)
		case t == tokInstance:
			if s.dtd.role > roleMiscAfter {
				return 0, 0, s.fail(ErrSyntax, i)
			}
			s.state = inContent
			return i, again, nil
		case t == tokXMLDecl:
			if s.dtd.role != roleStart {
				return 0, 0, s.fail(ErrMisplacedXMLPI, i)
			}
			s.dtd.role = roleMisc
			err = s.xmlDecl(w, i, end)
		case t == tokParamRef:
			if depth > 0 {
				s.open[depth-1].next = end
			}
			err = s.paramRef(w[i+1:end-1], i)
		case s.dtd.role == roleIgnore && t == tokOpenBracket:
			s.dtd.role = s.subsetRole()
			if end = ignored(w, end); end < 0 {
				return 0, 0, s.fail(ErrUnclosedToken, i)
			}
		default:
			err = s.declare(t, w, i, end)
		}
		if err != nil {
			return 0, 0, err
		}
		i = end
		if len(s.open) != depth || s.switched {
			return i, again, nil
		}
	}
	return i, more, nil
}

// mayComment reports whether a comment may stand there: not in a declaration.
func (s *Scanner) mayComment() bool {
	return s.dtd.role <= roleMiscAfter || s.dtd.role == roleSubset || s.dtd.role == roleExtSubset
}

// miss notes that the document does not begin with an XML declaration.
func (s *Scanner) miss() {
	if s.dtd.role == roleStart {
		s.dtd.role = roleMisc
	}
}

// subsetRole is the role between declarations.
func (s *Scanner) subsetRole() role {
	if s.inExternal() {
		return roleExtSubset
	}
	return roleSubset
}

// inExternal reports whether an external entity is being read.
func (s *Scanner) inExternal() bool { return s.external > 0 }

// ignored returns the index after the "]]>" that ends the IGNORE section from
// w[i] on, or -1.
func ignored(w []byte, i int) int {
	for depth := 1; i < len(w); i++ {
		switch {
		case bytes.HasPrefix(w[i:], []byte("<![")):
			depth++
			i += 2
		case bytes.HasPrefix(w[i:], []byte("]]>")):
			i += 2
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// paramRef handles the reference to a parameter entity at index i.
func (s *Scanner) paramRef(name []byte, i int) error {
	between := s.dtd.role == roleSubset || s.dtd.role == roleExtSubset
	if !between && !(s.inExternal() && s.dtd.role > roleSubset) {
		return s.fail(ErrParamEntityRef, i)
	}
	s.dtd.paramRefs = true
	pe, err := s.paramEntity(name)
	if err != nil {
		return err
	}
	if pe == nil {
		s.dtd.keep = s.dtd.standalone
		return nil
	}
	return s.enter(pe, pe.text)
}

// paramEntity returns the parameter entity, read if it is external, or nil if
// it is not known.
func (s *Scanner) paramEntity(name []byte) (*entity, error) {
	pe := s.dtd.params[string(name)]
	switch {
	case pe == nil:
		s.dtd.unread = true
		return nil, nil
	case pe.open:
		return nil, s.fail(ErrRecursiveEntityRef, s.at)
	case pe.external && !pe.read:
		found, err := s.readExternal(pe)
		if err != nil {
			return nil, err
		}
		if !found {
			s.dtd.unread = true
			return nil, nil
		}
	}
	return pe, nil
}

// endPE checks that the parameter entity, or external subset, ends where
// declarations do.
func (s *Scanner) endPE(src *source) error {
	between := func(r role) bool { return r == roleSubset || r == roleExtSubset }
	if !between(src.role) && src.role != roleMiscAfter {
		return nil // it stood within a declaration
	}
	if !between(s.dtd.role) || s.dtd.includes != src.includes {
		return s.fail(ErrIncompletePE, s.at)
	}
	s.dtd.role = src.role
	return nil
}

// checkDeclared returns the error that a reference to ent at index i is,
// where all entities have to be declared.
func (s *Scanner) checkDeclared(ent *entity, i int) error {
	switch {
	case s.dtd.paramRefs && !s.dtd.standalone:
		return nil
	case ent == nil:
		return s.fail(ErrUndefinedEntity, i)
	case ent.inParam:
		return s.fail(ErrEntityDeclaredInPE, i)
	}
	return nil
}

// declare handles a token of the declarations.
func (s *Scanner) declare(t token, w []byte, i, end int) error {
	d := &s.dtd
	text := w[i:end]
	name := t == tokName || t == tokPrefixed
	is := func(keyword string) bool { return t == tokName && string(text) == keyword }
	next := role(255)
	switch d.role {
	case roleStart, roleMisc:
		if t == tokDeclOpen && string(text) == "<!DOCTYPE" {
			next = roleDoctype
		}
	case roleMiscAfter:
	case roleDoctype:
		if name {
			d.name = string(text)
			next = roleDoctype1
		}
	case roleDoctype1:
		switch {
		case t == tokOpenBracket:
			return s.startSubset()
		case t == tokDeclClose:
			return s.endDoctype()
		case is("SYSTEM"):
			next = roleSystem
		case is("PUBLIC"):
			next = rolePublic
		}
	case rolePublic:
		if t == tokLiteral {
			d.public = publicID(text)
			next = roleSystem
		}
	case roleSystem:
		if t == tokLiteral {
			d.system = string(text[1 : len(text)-1])
			d.hasExternal = true
			d.paramRefs = true
			next = roleDoctype4
		}
	case roleDoctype4:
		if t == tokOpenBracket {
			return s.startSubset()
		}
		fallthrough
	case roleDoctype5:
		if t == tokDeclClose {
			return s.endDoctype()
		}
	case roleSubset, roleExtSubset:
		next = s.between(t, text)
	case roleDeclEnd:
		if t == tokDeclClose {
			next = s.subsetRole()
		}
	case roleCond:
		if is("INCLUDE") {
			next = roleInclude
		} else if is("IGNORE") {
			next = roleIgnore
		}
	case roleInclude:
		if t == tokOpenBracket {
			d.includes++
			next = roleExtSubset
		}
	default:
		var err error
		if next, err = s.declaration(t, w, i, end); err != nil {
			return err
		}
	}
	if next == 255 {
		return s.fail(ErrSyntax, i)
	}
	if t == tokLiteral && (d.role == rolePublic || d.role == roleEntityPub || d.role == roleNotationPub) {
		if j := badPublicID(text); j >= 0 {
			return s.fail(ErrPublicID, i+j)
		}
	}
	d.role = next
	return nil
}

// between handles a token between declarations.
func (s *Scanner) between(t token, text []byte) role {
	d := &s.dtd
	switch t {
	case tokDeclOpen:
		switch string(text) {
		case "<!ENTITY":
			return roleEntity
		case "<!ATTLIST":
			return roleAttlist
		case "<!ELEMENT":
			return roleElement
		case "<!NOTATION":
			return roleNotationName
		}
	case tokCloseBracket:
		if d.role == roleSubset && len(s.open) == 0 {
			return roleDoctype5
		}
	case tokCondOpen:
		if s.inExternal() {
			return roleCond
		}
	case tokCondClose:
		if d.includes > 0 && s.inExternal() {
			d.includes--
			return roleExtSubset
		}
	}
	return 255
}

// startSubset begins the internal subset.
func (s *Scanner) startSubset() error {
	s.dtd.role = roleSubset
	return s.reportDoctype()
}

func (s *Scanner) reportDoctype() error {
	if s.Doctype == nil {
		return nil
	}
	return s.Doctype(s.dtd.name, s.dtd.public, s.dtd.system)
}

// endDoctype ends the document type declaration, and begins to read the
// external subset if it may.
func (s *Scanner) endDoctype() error {
	d := &s.dtd
	if d.role != roleDoctype5 {
		if err := s.reportDoctype(); err != nil {
			return err
		}
	}
	d.role = roleMiscAfter
	if !d.hasExternal {
		return nil
	}
	subset := &entity{name: d.name, public: d.public, system: d.system, external: true}
	found, err := s.readExternal(subset)
	if err != nil {
		return err
	}
	if !found {
		d.unread = true
		d.keep = d.standalone
		return nil
	}
	if err := s.enter(subset, subset.text); err != nil {
		return err
	}
	d.role = roleExtSubset
	return nil
}

// declaration handles a token within an entity, notation, attribute-list or
// element type declaration. It returns 255 for one that may not stand there.
func (s *Scanner) declaration(t token, w []byte, i, end int) (next role, err error) {
	d := &s.dtd
	text := w[i:end]
	is := func(keyword string) bool { return t == tokName && string(text) == keyword }
	switch d.role {
	case roleEntity:
		switch t {
		case tokPercent:
			return roleParam, nil
		case tokName:
			s.newEntity(text, false)
			return roleEntityDef, nil
		}
	case roleParam:
		if t == tokName {
			s.newEntity(text, true)
			return roleEntityDef, nil
		}
	case roleEntityDef:
		switch {
		case t == tokLiteral:
			return roleDeclEnd, s.entityText(w, i, end)
		case is("SYSTEM"):
			return roleEntitySys, nil
		case is("PUBLIC"):
			return roleEntityPub, nil
		}
	case roleEntityPub:
		if t == tokLiteral {
			d.ent.public = publicID(text)
			return roleEntitySys, nil
		}
	case roleEntitySys:
		if t == tokLiteral {
			d.ent.system = string(text[1 : len(text)-1])
			d.ent.external = true
			if d.param {
				return roleParamExt, nil
			}
			return roleEntityExt, nil
		}
	case roleParamExt, roleEntityExt:
		if t == tokDeclClose {
			return s.subsetRole(), nil
		}
		if d.role == roleEntityExt && is("NDATA") {
			return roleNotation, nil
		}
	case roleNotation:
		if t == tokName {
			d.ent.unparsed = true
			return roleDeclEnd, nil
		}
	case roleNotationName:
		if t == tokName {
			return roleNotationDef, nil
		}
	case roleNotationDef:
		if is("SYSTEM") {
			return roleNotationSys, nil
		} else if is("PUBLIC") {
			return roleNotationPub, nil
		}
	case roleNotationPub:
		if t == tokLiteral {
			return roleNotationSys2, nil
		}
	case roleNotationSys, roleNotationSys2:
		if t == tokLiteral {
			return roleDeclEnd, nil
		}
		if d.role == roleNotationSys2 && t == tokDeclClose {
			return s.subsetRole(), nil
		}
	case roleElement, roleModel, roleModelFirst, roleMixed, roleMixedName, roleMixedSep, roleChildren, roleChildrenSep:
		return s.elementDecl(t, text, i)
	default:
		return s.attlist(t, w, i, end)
	}
	return 255, nil
}

// newEntity begins the declaration of an entity. The first one of a name
// counts; later ones are read and forgotten.
func (s *Scanner) newEntity(name []byte, param bool) {
	d := &s.dtd
	d.param = param
	d.ent = &entity{name: string(name), inParam: len(s.open) > 0}
	table := &d.entities
	if param {
		table = &d.params
	} else if predefined(name) != 0 {
		return
	}
	if !d.keep || (*table)[d.ent.name] != nil {
		return
	}
	if *table == nil {
		*table = make(map[string]*entity)
	}
	(*table)[d.ent.name] = d.ent
}

func (s *Scanner) entityText(w []byte, i, end int) (err error) {
	if s.dtd.keep {
		s.dtd.ent.text, err = s.entityValue(w, i+1, end-1)
	}
	return err
}

// attlist handles a token of an attribute-list declaration.
func (s *Scanner) attlist(t token, w []byte, i, end int) (next role, err error) {
	d := &s.dtd
	text := w[i:end]
	name := t == tokName || t == tokPrefixed
	switch d.role {
	case roleAttlist:
		if name {
			d.elem = s.elementDeclFor(string(text))
			return roleAttName, nil
		}
	case roleAttName:
		if t == tokDeclClose {
			return s.subsetRole(), nil
		}
		if name {
			d.att = attDecl{name: string(text)}
			return roleAttType, nil
		}
	case roleAttType:
		if t == tokOpenParen {
			return roleAttEnum, nil
		}
		if t == tokName {
			switch string(text) {
			case "CDATA":
				d.att.cdata = true
				return roleAttDefault, nil
			case "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS":
				return roleAttDefault, nil
			case "NOTATION":
				return roleAttNotation, nil
			}
		}
	case roleAttEnum:
		if name || t == tokNmtoken {
			return roleAttEnumSep, nil
		}
	case roleAttNotation:
		if t == tokOpenParen {
			return roleAttNotationName, nil
		}
	case roleAttNotationName:
		if t == tokName {
			return roleAttNotationSep, nil
		}
	case roleAttEnumSep, roleAttNotationSep:
		if t == tokCloseParen && len(text) == 1 {
			return roleAttDefault, nil
		}
		if t == tokOr {
			return d.role - 1, nil
		}
	case roleAttDefault:
		switch {
		case t == tokLiteral:
			return roleAttName, s.attDefault(w, i, end)
		case t == tokPound && (string(text) == "#IMPLIED" || string(text) == "#REQUIRED"):
			s.addAttDecl()
			return roleAttName, nil
		case t == tokPound && string(text) == "#FIXED":
			return roleAttFixed, nil
		}
	case roleAttFixed:
		if t == tokLiteral {
			return roleAttName, s.attDefault(w, i, end)
		}
	}
	return 255, nil
}

func (s *Scanner) attDefault(w []byte, i, end int) error {
	if !s.dtd.keep {
		return nil
	}
	value, err := s.appendValue([]byte{}, w[i+1:end-1], valueUse{at: i + 1, decl: true})
	if err != nil {
		return err
	}
	if !s.dtd.att.cdata {
		value = value[:collapse(value)]
	}
	s.dtd.att.value = value
	s.addAttDecl()
	return nil
}

// addAttDecl adds the attribute to its element. The first declaration counts.
func (s *Scanner) addAttDecl() {
	d := &s.dtd
	if _, ok := d.elem.cdata[d.att.name]; ok || !d.keep {
		return
	}
	d.elem.cdata[d.att.name] = d.att.cdata
	if d.att.value != nil {
		d.elem.defaults = append(d.elem.defaults, d.att)
	}
}

func (s *Scanner) elementDeclFor(name string) *elementDecl {
	t := &s.names
	e := t.decls[name]
	if e == nil {
		e = &elementDecl{cdata: make(map[string]bool)}
		if t.decls == nil {
			t.decls = make(map[string]*elementDecl)
		}
		t.decls[name] = e
	}
	t.get([]byte(name)).decl = e
	return e
}

// elementDecl handles a token of an element type declaration.
func (s *Scanner) elementDecl(t token, text []byte, i int) (next role, err error) {
	d := &s.dtd
	name := t == tokName || t == tokPrefixed
	switch d.role {
	case roleElement:
		if name {
			return roleModel, nil
		}
	case roleModel:
		switch {
		case t == tokName && (string(text) == "EMPTY" || string(text) == "ANY"):
			return roleDeclEnd, nil
		case t == tokOpenParen:
			d.model = append(d.model[:0], 0)
			return roleModelFirst, nil
		}
	case roleModelFirst:
		if t == tokPound && string(text) == "#PCDATA" {
			return roleMixed, nil
		}
		return s.children(t, i)
	case roleMixed:
		if t == tokCloseParen && (len(text) == 1 || text[1] == '*') {
			return roleDeclEnd, nil
		}
		if t == tokOr {
			return roleMixedName, nil
		}
	case roleMixedName:
		if name {
			return roleMixedSep, nil
		}
	case roleMixedSep:
		if t == tokCloseParen && len(text) == 2 && text[1] == '*' {
			return roleDeclEnd, nil
		}
		if t == tokOr {
			return roleMixedName, nil
		}
	case roleChildren:
		return s.children(t, i)
	case roleChildrenSep:
		return s.childrenSep(t)
	}
	return 255, nil
}

// children handles what should be a name or a group in a content model.
func (s *Scanner) children(t token, i int) (next role, err error) {
	switch t {
	case tokOpenParen:
		if len(s.dtd.model) >= s.maxDepth {
			return 0, s.fail(ErrDepthLimit, i)
		}
		s.dtd.model = append(s.dtd.model, 0)
		return roleChildren, nil
	case tokName, tokPrefixed, tokNameSuffix:
		return roleChildrenSep, nil
	}
	return 255, nil
}

// childrenSep handles what follows a name or a group in a content model: a
// group has separators of one kind only.
func (s *Scanner) childrenSep(t token) (next role, err error) {
	d := &s.dtd
	top := len(d.model) - 1
	switch t {
	case tokCloseParen:
		d.model = d.model[:top]
		if top == 0 {
			return roleDeclEnd, nil
		}
		return roleChildrenSep, nil
	case tokComma, tokOr:
		if sep := d.model[top]; sep != 0 && sep != byte(t) {
			return 255, nil
		}
		d.model[top] = byte(t)
		return roleChildren, nil
	}
	return 255, nil
}

// badPublicID returns the index of the first character of the literal that no
// public identifier may have (production 13), or -1.
func badPublicID(literal []byte) int {
	for i := 1; i < len(literal)-1; i++ {
		c := literal[i]
		if class[c]&className != 0 || c == ' ' || c == '\r' || c == '\n' {
			continue
		}
		if bytes.IndexByte([]byte("-'()+,./:=?;!*#@$_%"), c) < 0 {
			return i
		}
	}
	return -1
}

// publicID returns the normalized public identifier of the literal.
func publicID(literal []byte) string {
	return string(bytes.Join(bytes.Fields(literal[1:len(literal)-1]), []byte(" ")))
}
