import type { Vocabulary } from '../../verify/vocabulary.ts';

/** A whole word: neither part of a longer one nor of an identifier. */
const word = (source: string) => `(?<![\\p{L}\\d_])(?:${source})(?![a-z\\d_])`;
const percentile = (percent: string) => word(`p ?\\(? ?${percent}\\)?|${percent}(?:th|%)? ?(?:percentile|%?ile)|${percent}th`);

/** Words with which English reports, and k6 itself, name their figures. */
export const vocabulary: Vocabulary = {
  avg: word('on average|averages?|mean|avg'),
  med: word('medians?|med|p ?\\(?50\\)?|50th(?: percentile)?'),
  p90: percentile('90'),
  p95: percentile('95'),
  p99: `${percentile('99')}(?!\\.\\d)`,
  p999: percentile('99\\.9'),
  min: word('min(?:imum)?|fastest (?:response|request)|lowest|shortest'),
  max: word('max(?:imum)?|slowest (?:response|request)|longest'),
  response: word('(?:response|request) (?:times?|duration)|latenc(?:y|ies)|durations?|http_req_duration'),
  blocked: word('wait(?:ing)? for a connection|http_req_blocked|blocked(?: time)?'),
  connecting: word('tcp connect(?:ing)?(?: time)?|http_req_connecting|connect(?:ion)? time'),
  tls: word('tls handshak(?:e|ing)(?: time)?|http_req_tls_handshaking'),
  'iteration-time': word('iteration[ _](?:duration|time|length)'),
  'other-time': word(
    'locks?|think times?|wait(?:s|ed|ing)?(?: time)?|quer(?:y|ies)|timeouts?|ttfb|http_req_(?:waiting|sending|receiving)|group_duration|lanes?',
  ),
  requests: word('requests?|reqs|http_reqs'),
  iterations: word('iterations?|iters'),
  dropped: word(
    'dropped(?:[ _]iterations)?|iterations? that (?:could not|were not) (?:be )?start(?:ed)?|iterations not started(?: \\(dropped\\))?',
  ),
  failed: word('failed requests|failures'),
  vus: word('virtual users?|vus?|concurrent users'),
  users: word('users?'),
  products: word('products?'),
  'other-count': word('in flight|concurrent(?:ly)?|at once|at a time|active'),
  'per-second': word('per second|a second|each second'),
  'per-request': word('per request'),
  throughput: word('throughput|tps|rps|qps'),
  handled: word('requests (?:were |was |are )?(?:processed|handled|served|completed|sent)'),
  saturation: word('saturated|shown|more load|stops the throughput'),
  'success-rate': word('success (?:rate|ratio)'),
  succeeded: word('succeeded|success'),
  'error-rate': word('(?:error|failure) (?:rate|ratio)s?|http_req_failed'),
  delivered: word('delivered(?: share)?'),
  received: word('(?:data[ _])?received'),
  sent: word('(?:data[ _])?sent'),
  total: word('total|in all|in total|altogether'),
  plan: word(
    'goals?|targets?|plan(?:s|ned)?|limits?|expected|needs?|needed|ceiling|at most|up to|thresholds?|require[sd]?|estimated?|serial|allows?|peak|slo|sla',
  ),
  comparison: word('before|after|previous(?:ly)?|than|compared|versus|vs|baseline|used to be'),
  within: word('in|within|over|for|during'),
};
