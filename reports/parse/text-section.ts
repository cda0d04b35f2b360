interface Group {
  readonly indent: number;
  readonly name: string;
}

/** The scenario and the groups that a part of the full mode is about; neither for the whole run. */
export class SectionPath {
  readonly #scenario: string | undefined;
  readonly #groups: readonly Group[];

  constructor(scenario?: string, groups: readonly Group[] = []) {
    this.#scenario = scenario;
    this.#groups = groups;
  }

  /** The part about a group, below those that are indented less. */
  group(indent: number, name: string): SectionPath {
    return new SectionPath(this.#scenario, [
      ...this.#groups.filter((outer) => outer.indent < indent),
      { indent, name },
    ]);
  }

  /** The tags as k6 writes them in a sub-metric's name; empty for the whole run. */
  get tags(): string {
    const group = this.#groups.map(({ name }) => `::${name}`).join('');
    const tags = [
      this.#scenario === undefined ? '' : `scenario:${this.#scenario}`,
      group === '' ? '' : `group:${group}`,
    ];
    return tags.filter((tag) => tag !== '').join(',');
  }

  /** Name of a metric of this part. */
  metric(name: string): string {
    return this.tags === '' ? name : `${name}{${this.tags}}`;
  }
}
