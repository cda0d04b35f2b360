import type { Part } from '../../model/part.ts';

/** What parts of a run are called. */
export const partKinds: Readonly<Record<Part['kind'], string>> = { request: '요청', group: '그룹', tag: '태그' };

/** What stands before the name of a part: that of a request needs nothing. */
export const partPrefix = (kind: Part['kind']): string => (kind === 'request' ? '' : `${partKinds[kind]} `);
