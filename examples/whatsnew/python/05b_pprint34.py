# Python 3.4 filled the lines of compact output less far than 3.5 and later do.
# The article, of its time, shows the last list of the example before so:
#
#   'key2c': ['alright', 'but', 'apart', 'from', 'the',
#             'sanitation', 'the', 'medicine', 'education', 'wine',
import pprint
words = ("alright but apart from the sanitation the medicine education wine"
         " public order irrigation roads the fresh-water system and public"
         " health what have the romans ever done for us").split()
pprint.pprint({"key1": {}, "key2": {"key2b": [], "key2c": words}}, compact=True, width=75)
