import { count } from '../../text/format.ts';
import type { init as ko } from '../ko/init.ts';

export const init: typeof ko = {
  askAddress: (byDefault) =>
    `Address of the system to test (BASE_URL)${byDefault === undefined ? '; Enter if there is none yet (the built-in mock shop)' : ` [${byDefault}]`}: `,
  askOperations: (total) => `Requests that get a scenario, by number (such as 1,3-5) [all ${count(total)}]: `,
  askStart: (byDefault) =>
    `Command that starts the service in CI${byDefault === undefined ? '; Enter for none' : ` [${byDefault}]`}: `,
  production: (host) =>
    `${host} looks like a system that customers use, so its target says production: true: each load on it has to be confirmed twice, and a pipeline sends none without --yes-production. If it is no such system, write production: false.`,
  prefixed: (prefix, address) => `The target is written with the path of the description, ${prefix}: ${address}`,
  leftOut: ({ elsewhere, redirects, failed, assets }) => {
    const hosts = elsewhere.slice(0, 5).map(({ host, requests }) => `${host} (${count(requests)})`);
    const own = [
      ...(redirects > 0 ? [`${count(redirects)} redirected`] : []),
      ...(failed > 0 ? [`${count(failed)} failed`] : []),
      ...(assets > 0 ? [`${count(assets)} for files that a page is drawn with`] : []),
    ];
    return [
      ...(own.length > 0 ? [`Requests that became no scenario: ${own.join(', ')}`] : []),
      ...(hosts.length > 0
        ? [
            `Requests to other systems were left out: ${hosts.join(', ')}${elsewhere.length > 5 ? ` and ${elsewhere.length - 5} more` : ''}`,
          ]
        : []),
    ];
  },
  undone: 'What was written before was removed again.',
  written: (file) => `Wrote  ${file}`,
  kept: (file) => `Left as it is  ${file}`,
  noHost: 'No file for CI was written: the git remote is neither on GitHub nor on GitLab.',
  includeByHand: (file) => `There is a .gitlab-ci.yml already. Add to it:  include: ${file}`,
  installing: (command) => `Installing:  ${command}`,
  notInstalled: (command) => `The packages could not be installed. Run this yourself:  ${command}`,
  toInstall: (command) => `To be installed:  ${command}`,
  next: 'Now you can run:',
  sampleValues: 'Examples: put in values that the tested system has.',
  secretValues: (mark) => `Secrets were left out: take variables of __ENV in place of ${mark}.`,
  profiles:
    'Loads: smoke (a short look), stress, spike, soak … Those of your own go into profiles (docs/own-project.md).',
  ownTarget: 'Once there is a system to test, write it here and change target below.',
  targetFields: 'More may be said: health (a path asked before any load), facts (for the report), purpose, production',
  slo: 'Goals. Where one is missed, the exit code is 10. Those of one API go below its name.',
  pipeline:
    'Sends a short load and judges it by the service levels: 10 where one is missed, 30 where nothing was measured.',
};
