import xml.etree.ElementTree as ET, pprint, re, io
def show(events):
    s = pprint.pformat(list(events)); print(re.sub("0x[0-9a-f]+", "0x...", s))
parser = ET.XMLPullParser(("start", "end"))
try: parser.flush
except AttributeError: pass
parser.feed("<document><one>Sometext</one><two><th")
show(parser.read_events())
parser.feed("ree>Moretext</three><four>Yet")
show(parser.read_events())
parser.feed("moretext</closewrongtag></two></document>")
try: show(parser.read_events())
except ET.ParseError as e: print("ParseError:", e, "position", e.position, "code", e.code)
