/** Every threshold of the analysis, with its reason. Ratios are 0–1. */
export const LIMITS = {
  /** A plan counts as delivered from here on: ramps and the last second cost a per cent or two on any machine. */
  deliveredRatio: 0.95,
  /** Iterations above what a ceiling allows, beyond this share of it, refute the ceiling: ramps are discrete. */
  ceilingTolerance: 0.01,
  /** k6 starts delivered + dropped within 0.05 % of the planned integral; twice that is certainly another plan. */
  planTolerance: 0.001,
  /** Iterations above the plan by more than this cannot come from it: see `planTolerance`. */
  planMismatch: 0.03,
  /** Far fewer than planned; not as strict, for a load generator that is out of breath starts fewer and drops none. */
  planShortfall: 0.1,
  /** A difference of so few iterations or users proves nothing: plans are rounded. */
  planSlack: 2,
  /** k6 counts VUs exactly; a hair's breadth for plans that were scaled and rounded. */
  vusTolerance: 0.01,
  /** Every plan runs to its end, so a run far shorter was cut short or had another plan. */
  planLengthRatio: 0.9,
  /** Iterations that broke off are no longer the load that was planned from this share on. */
  exceptionRatio: 0.01,
  /** A run shorter than this share of its plan was cut short: its figures are of another load. */
  runLengthRatio: 0.95,
  /** First and last sample of a run lie within it: k6 needs up to a second at either end. */
  sampleEdgesMs: 2_000,
  /** k6 writes its first sample within a second of its start; runners whose first ones lie farther apart are not in step. */
  runnersApartMs: 2_000,
  /** A machine that is busier than this delays requests by itself (k6's own advice: keep a fifth idle). */
  generatorCpuShare: 0.8,
  /** Start and end of a run that no plan counts: a short setup(), the last sample of a stream. */
  planSlackMs: 5_000,
  /** How long k6 lets the last iterations finish unless the options say otherwise. */
  gracefulStopMs: 30_000,
  /** Iterations from here on take half as long again as on an idle server: that is queueing, no jitter. */
  saturatedStretch: 1.5,
  /** Half of the iterations must be slower than this, or a few stuck requests alone have raised the mean. */
  typicalStretch: 1.1,
  /** And at least this share of what the mean iteration is stretched by. */
  typicalShare: 0.4,
  /** p10 over median of the answers of one second below which they did not queue: exponential service times alone make 0.15. */
  queuedSpread: 0.4,
  /** Median on a saturated level, in medians of the lowest one. */
  saturatedMedian: 3,
  /** Answers that take longer by more than this within one level rise with time, not with load. */
  flatLevel: 1.3,
  /** Share of the stretches of a request that stayed quick: one alone may be slow on any machine. */
  calmShare: 0.9,
  /** The lowest level later in the run, in its own median: beyond it the run left something behind. */
  sameAgain: 1.5,
  /** Users who rest for less than so much of a response send the next request as soon as they can. */
  restlessRatio: 0.1,
  /** A mean so many times the fastest response is mostly waiting, also where the think time hides it. */
  waitedRatio: 10,
  /** A handful of requests says nothing about the limit of anything. */
  fewRequests: 20,
  /** A request can only queue behind another one: below two in flight nothing waits for the server's own load. */
  queueInFlight: 2,
  /** More failures than this are load that was refused: answers and iterations are then too short to judge. */
  refusedRatio: 0.01,
  /** Least share of a response that is waiting for "nearly all of it" to be true. */
  waitingRatio: 0.9,
  /**
   * Effective lanes per key above which a lock per key no longer explains them. It is above 1 because the fastest
   * response also holds what a lock does not cover: the embedded shop, which has such locks, shows up to 1.1.
   */
  lanesPerKeyMax: 1.25,
  /** Effective lanes within this share of the keys are as many, for the same reason. */
  lanesLikeKeys: 0.15,
  /** And below which it explains nothing: a lock would be held four times as long as a whole unloaded response. */
  lanesPerKeyMin: 0.25,
  /** Fewer at a time than this are none, whatever the error of the estimate: something other than work on requests sets the pace. */
  fewestLanes: 0.75,
  /** Share of what a server can serve below which requests seldom wait for each other. */
  unloadedShare: 0.5,
  /** Loss against a baseline that is no regression unless the user says otherwise: runs on shared machines differ by as much. */
  regressionTolerance: 0.1,
  /** Runs of a baseline against which a single run can be told from chance: with fewer, one in six equal runs looked worse. */
  baselineRuns: 10,
  /** Medians of equal runs stay below twice each other in 99.8 % where they vary by 17 %. */
  doubledMedian: 2,
  /** Days, or machines, that such a baseline comes from: runs of one share its luck. */
  baselineSessions: 5,
  /** Runs that a baseline keeps: older ones are of another system. */
  baselineKept: 20,
  /** Chance that a table of equal runs holds a false claim. */
  changeChance: 0.05,
  /** A smaller change is none to act on, however sure. */
  changeLeast: 0.05,
  /** Runs that differ by less, either way, are the same. */
  sameWithin: 0.1,
  /** Chance with which runs that are said to decide find the change that they are to find. */
  decidingPower: 0.8,
  /** Runs on each side of a change point of a history, chance of a false one, and the newest runs in which they are sought. */
  changeRuns: 5,
  changePointChance: 0.01,
  historyRuns: 200,
  /** Beyond so many runs a side no number is told: nobody makes them. */
  mostRunsTold: 100,
  /** Runs a side to begin with: 20 % are found with them where runs vary by 5 %. */
  roundsAdvised: 5,
  /** A time that is slower by less, in ms and as a share of it, is no regression: clocks and schedulers differ by as much. */
  latencyFloorMs: 5,
  latencyFloorRatio: 0.2,
  /** More failures than before by this share are a regression, however few there were. */
  failedIncrease: 0.005,
  /** A last step on which throughput grew nearly as users did shows no saturation. */
  growingEfficiency: 0.9,
  /** Fewer values than this say nothing of a time. */
  metricPoints: 3,
  /** Below it a processor has more to wait for than to do; above it queues at the processor grow fast (1/(1−ρ) > 6). */
  cpuIdleRatio: 0.5,
  cpuBusyRatio: 0.85,
  /** Below it, what a whole processor could do is more guess than estimate. */
  cpuUsableRatio: 0.02,
  /** Shares of a processor are measured a little unevenly. */
  cpuTolerance: 0.05,
  /** Throughput over so many seconds counts as stopped from this share of its most on. */
  stoppedMean: 5,
  stoppedRatio: 0.97,
  /** A metric turned with it within so many s, for scrapes are usually as far apart, and this share of the load. */
  turnSec: 15,
  turnRatio: 0.1,
  /** Of a short load, in which all comes together, within no more than this share of it. */
  turnMostRatio: 1 / 3,
  /** It stays for this share of the rest, at so many times what it was before, and this share of what it comes to. */
  turnedFrom: 0.1,
  turnedShare: 0.8,
  turnedRatio: 3,
  /** And tells a lack from here on: one that waits, a full pool, a tenth of the time, a delay that people feel. */
  waitingAtOnce: 1,
  fullRatio: 0.9,
  lostRatio: 0.1,
  delaySec: 0.05,
  /** More throughput than this from more keys is more than chance and warm caches bring. */
  experimentGain: 0.1,
  /** Runs of each value on which an experiment's claim rests. */
  experimentRuns: 3,
  /** Beyond what locks allow by more than this, no error of their hold time explains it. */
  allowedTolerance: 0.1,
  /** With fewer keys each takes more than 1 % of all requests, which no ordinary user or product does. */
  fewKeys: 100,
  /** A write that costs ten reads is more than what a transaction and a log write usually add. */
  writeReadRatio: 10,
  /** p95 over median of an exponential distribution (one simple queue): ln 20 / ln 2. */
  queueTailRatio: 4.3,
  /** p95 over median: clearly more than what one simple queue makes; beyond it a second cause is at work. */
  tailRatio: 5,
  /** A time below this share of its goal is nothing to act on, and of the time below where there is no goal. */
  trivialRatio: 0.1,
  /** What people feel as at once (Nielsen 1993). */
  instantMs: 100,
  /** Keep-alive leaves one connection per virtual user, some per cent of the requests of a short run. */
  newConnectionRatio: 0.1,
  /** Longer than the plan by more than this: the tail weighs on every rate. Start and stop alone cost less. */
  drainRatio: 0.05,
  /** A mean that setup() moves by more than this share can change a verdict. */
  setupShift: 0.01,
  /** Share of the cores that a load may take: k6 asks for a fifth of the CPU to stay idle. */
  busyCores: 0.8,
  /** Samples beyond a quantile that it needs to rest on: 10/(1−q) in all. */
  quantileSupport: 10,
  /** Chance of a wrong word on a goal that few samples must decide. */
  goalChance: 0.05,
  /** Fewer samples above a limit than these do not tell how they spread over the seconds of a run. */
  spreadSamples: 5,
  /** More failed checks than this miss what an API promises, as failed requests do. */
  failedChecks: 0.01,
  /** Where more answers than this are rejections, the run tested little else. */
  rejectedRatio: 0.5,
  /** An iteration shorter than its think time by more than this has another think time; text cuts off two decimals. */
  thinkTolerance: 0.01,
  /** Levels whose iterations differ more in how many requests they send are of different iterations. */
  unevenIterations: 0.05,
  /** Of iterations that each take more of the run than this too few are whole to work out what they slept. */
  longIteration: 0.1,
  /** Stages below it: with so few whole seconds, their edges are most of them. */
  shortStageMs: 3_000,
  /** Least part of a stage that must have run for its figures to be about it. */
  stagePart: 0.5,
  /** First part of a plateau that still shows the ramp before it. */
  settlingPart: 0.25,
  /** Levels, and ratio of the highest to the lowest, that three parameters need; two plateaus fit any knee. */
  scalabilityLevels: 5,
  scalabilityRange: 4,
  /** A curve that leaves more than a fifth of the variance unexplained is another curve. */
  scalabilityFit: 0.8,
  /** A level so near to where throughput bends is on neither side of it: throughput of a level varies by as much. */
  kneeApart: 0.05,
  /** Users beyond which throughput would have to bend, relative to the most that were tried: below it, it did bend. */
  kneeRatio: 0.8,
  /** Throughput that grows by no more than this while users grow by at least half: the server is saturated. */
  flatRatio: 0.1,
  flatGrowth: 0.5,
  /** Shortest climb, s, and shortest standstill on it that show a limit, and how far the load must lie above what ran. */
  rampSec: 10,
  rampStillSec: 6,
  rampBehind: 1.2,
  /** From one half of a standstill to the other the load grew by this at least, throughput by no more than this share of it. */
  rampGrowth: 0.15,
  rampStill: 0.25,
  /** Answers at its end, in those of low load: users who only rest longer, or are too few, leave them as they were. */
  rampMedian: 2,
  /** Share of proportional growth below which added users cost more than jitter between two plateaus explains. */
  scalabilityLoss: 0.75,
  /** How much higher than the level before and after a peak must be to be one. */
  peakRatio: 2,
  /** A level is back where it was within a quarter. */
  sameLevel: 0.25,
  /** The median after a peak counts as back within this factor of what it was before. */
  recoveredRatio: 1.5,
  /** Responses before a peak that its median must rest on, to compare with: fewer are a matter of luck. */
  recoverySamples: 20,
  /** Seconds over which a median after a peak is taken: one alone rests on too few responses. */
  recoveryWindowSec: 3,
  /** Seconds after a peak that requests in flight may take to clear anyway. */
  recoverySec: 5,
  /** Shortest plateau on which a slow rise can be told from a ramp's wake, in s. */
  driftSec: 60,
  /** A rise of the median by a fifth over one plateau; half an hour more would show it to everybody. */
  driftRatio: 1.2,
  /** Mann–Kendall statistic beyond which a rise is no accident: one in 700 if there were none. */
  driftZ: 3,
  /** The same within so many settled seconds, one median each: a shorter rise must be clearer. */
  shortDriftSec: 15,
  shortDriftRatio: 1.5,
  shortDriftZ: 4,
  /** Fewest response times of which a shape can be told. */
  shapeSamples: 1_000,
  /** Least share of the smaller of two groups, and depth of the valley between them relative to the lower peak. */
  modeShare: 0.1,
  /** Least number and share of values beyond a gap of `modeRatio`: by chance alone a tail has no such hole. */
  fewBeyondGap: 8,
  shareBeyondGap: 0.003,
  /** Most values within such a gap, of those beyond it: the lower end of a group that scatters. Of a heavy tail there are twice as many. */
  strayInGap: 1 / 3,
  /** Seconds that hold any of them, as a share of those in which chance would spread them. */
  gapSpread: 0.6,
  modeValley: 0.5,
  /** Two groups whose typical times are nearer than this need no two causes. */
  modeRatio: 3,
  /** Share of all dropped iterations that must fall while users are still being started. */
  vuStartShare: 0.1,
  /** So long after the rate rose, ms, beside the length of an iteration, users are still being started for it. */
  vuStartLagMs: 3_000,
  /** Requests without a failure before the first one, for load to be the difference. */
  flawlessRequests: 100,
  /** Fewer failures have no pattern. */
  fewFailures: 10,
  /** Standard deviations (Poisson) by which failures at little load must lie below what chance would give. */
  underLoadZ: 3,
  /** Seconds at the load of the first failure without one, beyond which time and not load tells them apart. */
  withstoodSec: 10,
  /** So long without an answer, in s, is no pause of a garbage collector or a load balancer any more. */
  lostSec: 3,
  /** So many s that a clock goes back are no ticker that was late and hurries. */
  clockBackSec: 3,
  /** Share of the run by which its clock was set that is told: less is within how a run differs from the next. */
  clockSetShare: 0.01,
  /** Least time without a sample that is told, in s, and its least share of the run. */
  silenceSec: 60,
  silenceShare: 0.1,
  /** The same where k6's count of its users, which it writes every second, is among the samples. */
  silenceOfUsersSec: 5,
  /** So many addresses a name are ids; with fewer a name is as good as an address. */
  addressesOfName: 3,
  /** Windows in which the load generator is judged, s, and ticks of k6 that each needs. */
  lateWindowSec: 10,
  fewTicks: 8,
  /** Lateness counts from here on, ms, where it is also so much of the mean response; and of the time, for a quota. */
  lateMs: 10,
  lateRatio: 0.1,
  /**
   * k6 starves where its threads together wait for the CPU for this share of some seconds, and what it does in one turn,
   * about so many ms, takes as long as counts as late (`isStarved` in `generator.ts` tells what they rest on).
   */
  starvedSec: 3,
  starvedShare: 0.8,
  starvedTurnMs: 1,
  /** Standard deviations by which rests of many iterations must exceed those of the run to be no chance. */
  overshootZ: 4,
  /** k6 says itself that a machine beyond it is no longer sure to keep up. */
  lateCpuShare: 0.8,
  /** Share of the time by which ticks come late together. */
  lateTickShare: 0.01,
  /** A tick that comes so late, ms, needs no second sign: nothing that a server does holds it up. */
  lostTickMs: 300,
  /** Share of the ends in one half of a quota's period, and that at another period which shows that it is no chance. */
  phaseShare: 0.9,
  otherPhaseShare: 0.65,
  phaseSamples: 200,
  /** Share of the periods in which any request ended: less is a script that sleeps in step. */
  phaseFilled: 0.8,
  /** A request whose median is so many times any other one's, and that takes at least this share of all response time. */
  slowRequestRatio: 3,
  slowRequestShare: 0.5,
  /** Below either, a part of a request is nothing that anybody would mend. */
  slowPartRatio: 0.1,
  slowPartMs: 10,
  /** So much more must be sent for equal successes to be a limit of the rate. */
  throttledGrowth: 1.2,
  /** A failure that takes less than a fifth of an answer was not worked on. */
  fastFailureRatio: 0.2,
  /** Least share of requests that fail within a stretch of failures, and most part of the level that it may be. */
  errorWindowRatio: 0.3,
  errorWindowShare: 0.5,
  /** So long without a failure, in s, before it counts as over. */
  errorWindowRestSec: 3,
  /** First seconds count as a warm-up from this length and slowness on, where so many seconds after them are calm. */
  warmUpSec: 2,
  warmUpRatio: 2,
  warmUpRestSec: 5,
  warmUpRestRatio: 1.5,
  /** Single seconds may be slow on any machine. */
  warmUpStray: 0.05,
  /** A pause holds several requests for much longer than they take: by chance alone they do not come together. */
  pauseRatio: 5,
  pauseMs: 50,
  pauseRequests: 5,
  /** Requests that waited for the same end of a pause end no further apart than this, ms. */
  pauseApartMs: 250,
  pauseClusters: 5,
  /** Least share of the slow requests that lie in pauses, and most variation of the time between pauses. */
  pauseClustered: 0.8,
  pauseSpread: 0.15,
  /** So long without any answer, ms, is no hiccup of a scheduler. Share of it in which no long answer ended either. */
  standstillMs: 500,
  standstillShare: 0.8,
  /** Share of those who asked meanwhile that waited for its end, and of these of those who asked in its later half. */
  standstillWaited: 0.6,
  standstillLate: 0.2,
  /** A time that more of the requests of a name take is usual for it. */
  standstillUsual: 0.2,
  /** Share of the failures that must lie at nearly the load of the first one or above. */
  underLoadShare: 0.9,
} as const;

/** So many times as many keys tell whether a lock for each of them is the limit: the experiment that reports advise. */
export const MORE_KEYS = 10;

/** Samples that the quantile q needs to be worth printing without a mark: 10/(1−q). */
export function samplesNeeded(q: number): number {
  return Math.round(LIMITS.quantileSupport / (1 - q));
}
