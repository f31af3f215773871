import pprint
x = {"key1": {"key1a": ["tis", "but", "a", "scratch"],
              "key1b": ["it's", "just", "a", "flesh", "wound"]},
     "key2": {"key2a": ["he's", "not", "the", "messiah"],
              "key2b": ["he's", "a", "very", "naughty", "boy"],
              "key2c": ["alright", "but", "apart", "from", "the",
                        "sanitation", "the", "medicine", "education", "wine",
                        "public", "order", "irrigation", "roads", "the",
                        "fresh-water", "system", "and", "public", "health",
                        "what", "have", "the", "romans", "ever", "done",
                        "for", "us"]}}
print("--- pprint(x)")
pprint.pprint(x)
print("--- compact, width 75")
pprint.pprint(x, compact=True, width=75)
print("--- long string, width 50")
pprint.pprint(" ".join(x["key2"]["key2c"]), width=50)
