"""What Schemathesis is not to send: a target so long that no server reads it, and none of ours is asked about it."""

from urllib.parse import urlencode

import schemathesis

LONGEST_QUERY = 6000


@schemathesis.hook
def filter_query(context, query):
    return query is None or len(urlencode(query, doseq=True)) <= LONGEST_QUERY
