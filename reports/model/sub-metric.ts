/** One tag that a sub-metric's filter demands. */
export interface FilterTag {
  readonly key: string;
  readonly value: string;
}

/**
 * A metric of k6 without its filter, and the tags of that: `http_reqs{scenario:a,name:GET /b/{id}}` as k6 reads it, which
 * parts tags at commas, a tag at its first colon, and takes quotes around a value for none of it.
 */
export function subMetric(metric: string): { readonly base: string; readonly tags: readonly FilterTag[] } {
  const [, base = metric, filter] = metric.match(/^([^{]+)\{(.*)\}$/s) ?? [];
  const tags = (filter ?? '').split(',').flatMap((text): FilterTag[] => {
    const at = text.indexOf(':');
    if (at < 0) return text.trim() === '' ? [] : [{ key: text.trim(), value: '' }];
    return [
      {
        key: text.slice(0, at).trim(),
        value: text
          .slice(at + 1)
          .trim()
          .replaceAll(/^["']+|["']+$/g, ''),
      },
    ];
  });
  return { base, tags };
}
