import type { SubjectVocabulary } from '../vocabulary.ts';

/** What figures of English reports are about; tools and systems that Korean reports name in Latin letters as well. */
export const subjects: SubjectVocabulary = {
  tools:
    'ngrinder|ghz|h2load|tsung|postman|newman|curl|jmeter|locust|gatling|artillery|wrk2?|vegeta|autocannon|hey|apache ?bench|siege|loadrunner',
  foreign:
    '(?:server|access) logs?|server-side|actuator|prometheus|grafana|whatap|jennifer|zabbix|influxdb|cloudwatch|datadog|new ?relic|apm|pinpoint|scouter|zipkin|jaeger|kibana|elastic(?:search|ache)?|opensearch|redis|kafka|rabbitmq|sqs|mysql|mariadb|postgres(?:ql)?|oracle|mongo(?:db)?|dynamodb|rds|aurora|hikari(?:cp)?|jvm|gc|lighthouse|nginx|envoy|haproxy|db|database|sql|quer(?:y|ies)|cpu|memory|heap|disk|connection pool|thread pool|slow log|synthetic|real users?',
  common:
    'very|many|much|serves?|them|keep|try|what|happened|went|learned|completed|finished|executed|processed|handled|issued|tl|dr|tldr|highlights?|takeaways?|glance|headline|key|problem|insights?|observations?|recommendations?|lessons|takeaways|verdict|outcome|evaluation|interpretation|introduction|purpose|method|methodology|procedure|action|actions|limitations?|follow|risks?|issues?|timeline|trends?|todo|evidence|basis|remedy|fix|http|https|k6|api|apis|url|rest|json|results?|values?|metrics?|items?|measured|measurements?|server|system|service|tests?|load|performance|final|summary|units?|total|totals|overall|current|actual|all|any|number|counts?|rates?|ratio|requests?|reqs?|responses?|calls?|hits?|times?|per|ms|msec|sec|secs|seconds?|minutes?|min|mins|s|m|µs|us|mb|kb|gb|b|bytes|latency|duration|throughput|success|succeeded|successful|successfully|fail|failed|failure|failures|errors?|data|network|bandwidth|traffic|users?|vu|vus|clients?|virtual|concurrent|concurrency|iterations?|iteration|checks?|passed|pass|percentiles?|quantiles?|distribution|statistics?|stats?|run|runs|ran|scenario|scenarios|report|analysis|conclusions?|findings?|improvements?|bottlenecks?|goals?|targets?|environment|setup|tools?|script|output|overview|background|appendix|notes?|next|steps|discussion|comparison|details?|status|200|ok|the|a|an|of|and|or|for|to|in|on|at|by|with|was|were|is|are|be|been|it|its|this|that|these|those|each|every|half|most|some|no|not|only|than|about|around|roughly|approximately|nearly|while|when|where|which|who|as|from|up|down|under|over|within|during|between|after|then|so|but|also|took|take|takes|got|saw|had|has|have|did|we|our|they|there|one|slowest|fastest|longest|shortest|highest|lowest|peak|mean|average|median|max|minimum|maximum|rps|tps|qps|p\\d+|sla|slo|threshold|thresholds|expected|response|sent|received|dropped|mode|type|kind|key|figure|figures|remarks?|good|bad|stable|tail|steady',
  particle: "'s",
  later: 'next|action items?|to-?dos?|future|follow-?ups?|plans?|proposals?',
  notMeasuredAfter: ' (?:is|are|was) (?:expected|the target|the goal)| (?:is|are) our (?:target|goal)',
  hoped: '(?:is|are) (?:hoped for|expected)',
  supposed:
    '(?:we|i|you|it|they) (?:could|would|might) (?:reach|get|serve|handle|carry|see|need)|(?:set|put|place|move|raise|lower) (?:the |an |our )?(?:alerts?|alarms?|thresholds?|limits?|timeouts?)|next time|in the next (?:run|round|test)|promis(?:es?|ed)|guarantees?|we expect|expected to|must (?:drop|stay|fall|be)|to meet|in order to|supposing|assuming|suppose|forecast',
  setup: 'scenarios?|conditions?|environment|set-?up|configuration|overview|method',
  asks: 'sl[oa]s?|goals?|targets?|plans?|requirements?|expectations?|acceptance criteria|objectives?',
};
