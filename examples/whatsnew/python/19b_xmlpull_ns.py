import xml.etree.ElementTree as ET
p = ET.XMLPullParser(("start", "end", "start-ns", "end-ns"))
p.feed('<r xmlns="urn:d" xmlns:a="urn:a"><a:x a:k="v">t</a:x>tail<y xmlns:b="urn:b"/></r>')
p.close()
for ev, el in p.read_events():
    print(ev, (el.tag, el.attrib, el.text, el.tail) if hasattr(el, "tag") else el)
p = ET.XMLPullParser()
p.feed("<a><b/></a>"); print([(e, x.tag) for e, x in p.read_events()])
# partial read leaves the rest in the queue
p = ET.XMLPullParser(["start"]); p.feed("<a><b/><c/></a>")
it = p.read_events(); print(next(it)[1].tag); del it
print([x.tag for _, x in p.read_events()])
# start element has its attributes but no text yet when the text is not fed
p = ET.XMLPullParser(["start"]); p.feed("<a k='v'>"); ev, el = next(p.read_events()); print(el.attrib, el.text)
try: ET.XMLPullParser(["bogus"])
except ValueError as e: print("ValueError:", e)
