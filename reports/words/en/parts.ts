import type { partKinds as ko, partPrefix as koPrefix } from '../ko/parts.ts';

export const partKinds: typeof ko = { request: 'request', group: 'group', tag: 'tag' };

export const partPrefix: typeof koPrefix = (kind) => (kind === 'request' ? '' : `${partKinds[kind]} `);
