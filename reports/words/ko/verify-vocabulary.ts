import type { ClaimVocabulary, Vocabulary } from '../vocabulary.ts';

const nth = (percent: string) =>
  `${percent} ?번째 ?백분위(?:수|값)?|${percent} ?(?:% ?)?백분위(?:수|값)?|백분위 ?${percent}|${percent} ?퍼센타일`;

/** Around every term: particles follow Korean words at once. */
export const boundary = { before: '', after: '' };

/** Words with which Korean reports name their figures; the longer of two that begin alike comes first. */
export const vocabulary: Vocabulary = {
  avg: '평균(?:적으로|값|치)?',
  med: '중앙치|중간 ?값|중앙 ?값|중위 ?(?:값|수)',
  p999: nth('99\\.9'),
  p90: nth('90'),
  p95: nth('95'),
  p99: nth('99'),
  min: '최솟값|최소값|최소(?! ?응답 ?시간을)|최저|최단|가장 (?:처리가 |응답이 )?(?:빠른|짧은) ?(?:응답|요청|시간|처리)',
  max: '최댓값|최대값|최대|최장|가장 (?:처리가 |응답이 )?(?:느린|긴) ?(?:응답|요청|시간|처리)',
  blocked: '(?:요청 ?)?차단 ?시간|연결 ?대기(?: ?시간)?|블로킹 ?시간',
  connecting: 'TCP ?연결(?: ?시간)?|연결 ?시간|커넥션 ?시간',
  tls: 'TLS ?(?:협상|핸드셰이크)(?: ?시간)?',
  'iteration-time': '(?:반복|이터레이션) ?시간',
  response: '응답 ?(?:속도|시간)|처리 ?시간|지연 ?시간|레이턴시|소요 ?시간',
  'other-time': '락|잠금|대기(?: ?시간)?|실행 ?시간|점유|쿼리|트랜잭션|커넥션|타임 ?아웃|간격|주기|정지|GC|캐시',
  'per-request': '(?:요청|건)당',
  handled: '요청(?:을|를)? ?(?:처리|수행|완료|전송)(?! ?(?:시간|량|속도|성능|능력|중))',
  throughput: '처리량|초당 ?처리 ?(?:건수|수)|(?:요청|건)/초',
  requests: '(?:요청|호출)(?: ?(?:건수|횟수|수))?',
  dropped: '시작하지 못한 반복(?: ?수)?|드[롭랍]된? ?(?:반복|요청)?|(?:누락된?|버려진|유실된?) ?(?:반복|요청)',
  iterations: '반복(?: ?(?:횟수|수))?|이터레이션',
  'error-rate': '(?:에러|오류|실패) ?(?:[률율]|비율)',
  failed: '실패한? ?(?:요청|건수|수)|(?:에러|오류) ?(?:건수|수)',
  failing: '실패|에러|오류',
  'success-rate': '성공 ?(?:[률율]|비율)',
  succeeded: '성공',
  vus: '(?:동시 ?)?가상 ?(?:사용자|유저)|동시 ?(?:접속 ?)?사용자',
  users: '사용자|유저|회원',
  products: '상품|제품',
  'other-count': '동시에?|진행 ?중|처리 ?중|큐|키(?= |가|로|마다|별|에|를|는|\\()',
  'per-second': '초당|매초|1초에',
  saturation: '포화|막히|막힌|확인된',
  executed: '실행된|실제',
  delivered: '달성 ?[률율]',
  received: '받은 ?데이터|수신(?: ?(?:데이터|량))?',
  sent: '보낸 ?데이터|송신(?: ?(?:데이터|량))?|전송한 ?데이터',
  total: '총|전체|모두|합계|누적',
  // Another run, or a part of one: figures of the whole run are not what it speaks of.
  'other-run':
    '(?<!\\d)\\d{1,3} ?(?:차|회차|번째 ?(?:테스트|실행|시험|실험))|(?:시험|테스트|실험|케이스|라운드) ?#?\\d+(?![\\d,.]|건|회|명)|기존|이전|지난|빼면|제외하면|제외한|만 (?:세면|보면)|마지막|구간|(?<!\\d)\\d{1,3} ?단계|단계별|수준(?: ?이상| ?가운데| ?중|인|에서)|피크 ?(?:전|동안|뒤|후)|돌아온 ?뒤|유지하는 ?사이|(?:개선|변경|적용|최적화|도입) ?전',
  plan: '목표|계획|예상|예정|필요|기준|가능 ?[률율]|상한|하한|한도|도착 ?[률율]|추정|직렬|피크|권장|예를 들어|예시|기대|가정|요구',
  comparison: '비해|보다|대비|(?:개선|변경|적용|최적화|도입) ?후',
};

/** Sentences that claim something, as patterns. */
export const claims: ClaimVocabulary = {
  loadHandled: '(?:부하|트래픽)(?: ?조건)?(?:를|을|도|까지|에도)(?: [가-힣]+){0,2} ?(?:처리(?!량)|감당|소화|견뎌|견디)',
  unsure: '는지|여부|못|않|없(?!이)|어렵|필요|위해|목적|평가|하려|예상|가정',
  announces: '에 ?대해|에 ?대하여|대상으로',
};
