import type { ClaimVocabulary, Vocabulary } from '../vocabulary.ts';

/** Around every term: it is a whole word, neither part of a longer one nor of an identifier. */
export const boundary = { before: '(?<![\\p{L}\\d_])', after: '(?![a-z\\d_])' };

const percentile = (percent: string) =>
  `p ?\\(? ?${percent}\\)?|${percent}(?:th|%)? ?(?:percentile|%?ile|line)|${percent}th`;

/** Words with which English reports, and k6 itself, name their figures; the longer of two that begin alike comes first. */
export const vocabulary: Vocabulary = {
  'per-user': '(?:per|each) (?:virtual )?(?:vu|user)',
  avg: 'on average|averag(?:es?|ed|ing)|mean|avg',
  med: 'medians?|med|p ?\\(?50\\)?|50th(?: percentile)?',
  p999: percentile('99\\.9'),
  p90: percentile('90'),
  p95: percentile('95'),
  p99: `${percentile('99')}(?!\\.\\d)`,
  min: 'min(?:imum)?|(?:fastest|quickest)(?: (?:response|request|one|answer))?|lowest|shortest',
  max: 'max(?:imum)?|at worst|slowest(?! \\d+ ?%)(?: (?:response|request|one|answer))?|longest',
  blocked: 'wait(?:ing)? for a connection|http_req_blocked|blocked(?: time)?',
  connecting: 'tcp connect(?:ing)?(?: time)?|http_req_connecting|connect(?:ion)? time|connecting',
  tls: 'tls handshak(?:e|ing)(?: time)?|http_req_tls_handshaking',
  'iteration-time':
    '(?:each|per|one|an) iteration|(?:one|a|each|every) (?:full |complete |whole )?(?:pass|cycle|loop|(?:user )?journey|flow)(?: through the (?:whole )?(?:flow|scenario|script))?|iteration[ _](?:duration|time|length)',
  response: '(?:response|request) (?:times?|duration)|latenc(?:y|ies)|(?:http|grpc)_req_duration',
  duration: 'durations?',
  'other-time':
    'locks?|think times?|wait(?:s|ed|ing)?(?: time)?|quer(?:y|ies)|timeouts?|intervals?|ttl|gc|pauses?|redis|kafka|database|db|mysql|postgres(?:ql)?|mongo(?:db)?|elasticsearch|cache|ttfb|http_req_(?:waiting|sending|receiving)|group_duration|lanes?',
  'error-rate': '(?:error|failure) (?:rate|ratio)s?|http_req_failed',
  failed: 'failed requests|failures',
  failing: '(?<!(?:no|without|zero|any) )(?:failed|errors?|failing|fails?(?= ?[:\\d]))',
  handled: 'requests (?:were |was |are )?(?:processed|handled|served|completed|sent)',
  throughput: 'throughput|tps|rps|qps|req(?:uest)?s?/s(?:ec(?:ond)?)?',
  requests: 'requests?|reqs|http_reqs',
  dropped:
    '(?:could|did|were) not (?:be )?start(?:ed)?|failed to start|(?:were )?never (?:even )?start(?:ed)?|dropped[ _]iterations|dropped(?! (?:from|to|by|below|under|off|back|again|sharply|slightly|significantly)(?![a-z]))|iterations? that (?:could not|were not) (?:be )?start(?:ed)?|iterations not started(?: \\(dropped\\))?',
  iterations: 'iterations?|iters',
  checks: 'checks?',
  vus: 'virtual users?|vus_max|vus?|concurrent users',
  users: 'users?',
  products: 'products?',
  'other-count': 'in flight|concurrent(?:ly)?|at once|at a time|active',
  'per-second': 'per second|a second|each second',
  'per-minute': 'per minute|a minute|each minute',
  'per-request': 'per request',
  saturation: 'saturated|shown|more load|stops the throughput',
  'success-rate': 'success (?:rate|ratio)',
  succeeded: 'succeeded|success(?:es|ful)?|passed|passes',
  executed: 'ran|actual(?:ly)?',
  delivered: 'delivered(?: share)?',
  received: '(?:data[ _])?received|downloaded|recv',
  sent: '(?:data[ _])?sent|uploaded',
  total: 'total|in all|in total|altogether',
  // Another run, or a part of one: figures of the whole run are not what it speaks of.
  'other-run':
    '(?:a|an|one|two|three|four|five|six|\\d+) (?:year|month|week|day|sprint|quarter)s? ago|last (?:year|quarter|sprint|summer|winter)|(?:in|with) (?:the|our) first version|originally|back then|counting only|only (?:those|what)|without (?:them|it|these|those)|excluding|(?:round|run|test) #?\\d+(?![\\d%.,])|before|previous(?:ly)?|baseline|used to be|(?:last|first|final) (?:(?:\\d+|two|three|four|five|ten|few) )?(?:seconds?|minutes?|hours?|stage|phase|week|month)|stage \\d+|phase \\d+|warm-?up|ramp-?up|(?<!service )levels?(?! of service)|by stage|(?:during|from|before|after) the peak|had come back|production (?:today|now|currently|serves|sees|has|runs)|(?:in|from) production|while \\S+ held|while the (?:load|traffic|rate|arrival rate)|while there was|counting what',
  plan: '(?:constant|ramping)-(?:arrival-rate|vus)|(?:shared|per-vu)-iterations|arrival[- ]rates?|per (?:instance|pod|core|node|client)|each (?:instance|pod)|fixed|must|to meet|if|expects?|predict(?:s|ed)?|assum(?:e|ed|ing)|goals?|targets?|plan(?:s|ned)?|limits?|expected(?! effects?)|needs?|(?<!(?:answer|request|response|one) )needed|ceiling|at most|up to|thresholds?|require[sd]?|estimated?|serial|allows?|peak(?:ed|s)?|would|could|should|might|slo|sla|e\\.g|for example|examples?',
  comparison: 'after|than|compared|versus|vs',
};

/** Sentences that claim something, as patterns. */
export const claims: ClaimVocabulary = {
  loadHandled: String.raw`(?:handled|sustained|withstood|coped with|carried) (?:\w+ ){0,6}?(?:load|traffic|peak)|(?:load|traffic|peak) (?:\w+ ){0,3}?(?:was|were) (?:well |easily )?(?:handled|sustained|carried)`,
  unsure: String.raw`n't|\bnot\b|\bno\b|whether|\bif\b|cannot|could|should|would|to see|only|must`,
  announces: 'about|regarding|concerning',
};
