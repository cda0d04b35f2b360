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

  /** Column of the outermost group; undefined outside of any. */
  get outerIndent(): number | undefined {
    return this.#groups[0]?.indent;
  }

  /** Path of the group as k6 writes it; undefined outside of any. */
  get groupPath(): string | undefined {
    return this.#groups.length === 0 ? undefined : this.#groups.map(({ name }) => `::${name}`).join('');
  }

  /** The tags as k6 writes them in a sub-metric's name; empty for the whole run. */
  get tags(): string {
    const tags = [
      this.#scenario === undefined ? '' : `scenario:${this.#scenario}`,
      this.groupPath === undefined ? '' : `group:${this.groupPath}`,
    ];
    return tags.filter((tag) => tag !== '').join(',');
  }

  /** Name of a metric of this part. */
  metric(name: string): string {
    return this.tags === '' ? name : `${name}{${this.tags}}`;
  }
}
