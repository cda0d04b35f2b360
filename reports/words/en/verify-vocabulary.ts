import type { ClaimVocabulary, Vocabulary } from '../../verify/vocabulary.ts';

/** A whole word: neither part of a longer one nor of an identifier. */
const word = (source: string) => `(?<![\\p{L}\\d_])(?:${source})(?![a-z\\d_])`;
const percentile = (percent: string) =>
  word(`p ?\\(? ?${percent}\\)?|${percent}(?:th|%)? ?(?:percentile|%?ile)|${percent}th`);

/** Words with which English reports, and k6 itself, name their figures; the longer of two that begin alike comes first. */
export const vocabulary: Vocabulary = {
  avg: word('on average|averages?|mean|avg'),
  med: word('medians?|med|p ?\\(?50\\)?|50th(?: percentile)?'),
  p999: percentile('99\\.9'),
  p90: percentile('90'),
  p95: percentile('95'),
  p99: `${percentile('99')}(?!\\.\\d)`,
  min: word('min(?:imum)?|fastest (?:response|request)|lowest|shortest'),
  max: word('max(?:imum)?|slowest (?:response|request)|longest'),
  blocked: word('wait(?:ing)? for a connection|http_req_blocked|blocked(?: time)?'),
  connecting: word('tcp connect(?:ing)?(?: time)?|http_req_connecting|connect(?:ion)? time'),
  tls: word('tls handshak(?:e|ing)(?: time)?|http_req_tls_handshaking'),
  'iteration-time': word('iteration[ _](?:duration|time|length)'),
  response: word('(?:response|request) (?:times?|duration)|latenc(?:y|ies)|durations?|http_req_duration'),
  'other-time': word(
    'locks?|think times?|wait(?:s|ed|ing)?(?: time)?|quer(?:y|ies)|timeouts?|ttfb|http_req_(?:waiting|sending|receiving)|group_duration|lanes?',
  ),
  'error-rate': word('(?:error|failure) (?:rate|ratio)s?|http_req_failed'),
  failed: word('failed requests|failures'),
  handled: word('requests (?:were |was |are )?(?:processed|handled|served|completed|sent)'),
  requests: word('requests?|reqs|http_reqs'),
  dropped: word(
    'dropped(?:[ _]iterations)?|iterations? that (?:could not|were not) (?:be )?start(?:ed)?|iterations not started(?: \\(dropped\\))?',
  ),
  iterations: word('iterations?|iters'),
  vus: word('virtual users?|vus?|concurrent users'),
  users: word('users?'),
  products: word('products?'),
  'other-count': word('in flight|concurrent(?:ly)?|at once|at a time|active'),
  'per-second': word('per second|a second|each second'),
  'per-request': word('per request'),
  throughput: word('throughput|tps|rps|qps'),
  saturation: word('saturated|shown|more load|stops the throughput'),
  'success-rate': word('success (?:rate|ratio)'),
  succeeded: word('succeeded|success'),
  executed: word('ran|actual(?:ly)?'),
  delivered: word('delivered(?: share)?'),
  received: word('(?:data[ _])?received'),
  sent: word('(?:data[ _])?sent'),
  total: word('total|in all|in total|altogether'),
  plan: word(
    'goals?|targets?|plan(?:s|ned)?|limits?|expected(?! effects?)|needs?|needed|ceiling|at most|up to|thresholds?|require[sd]?|estimated?|serial|allows?|peak|slo|sla',
  ),
  comparison: word('before|after|previous(?:ly)?|than|compared|versus|vs|baseline|used to be'),
};

/** Sentences that claim something, as patterns. */
export const claims: ClaimVocabulary = {
  loadHandled: String.raw`(?:handled|sustained|withstood|coped with|carried) (?:\w+ ){0,6}?(?:load|traffic|peak)|(?:load|traffic|peak) (?:\w+ ){0,3}?(?:was|were) (?:well |easily )?(?:handled|sustained|carried)`,
  unsure: String.raw`n't|\bnot\b|\bno\b|whether|\bif\b|cannot|could|should|would|to see|only|must`,
  announces: 'about|regarding|concerning',
};
