/** What stands above a part of a document and names it. */
interface Heading {
  readonly line: number;
  /** 1 to 6 as in markdown; below them a line in bold, a fold's summary, and the line right above a block. */
  readonly level: number;
  /** As it stands in the document, but for a line above a block. */
  readonly text: string;
}

const BOLD = 7;
const FOLD = 8;
const LABEL = 9;

/** A longer line above a block explains it and is no name. */
const LONGEST_LABEL = 60;

/** A longer line is none: what would be read of it could take long. */
const LONGEST_HEADING = 300;

/** The end of a sentence. */
const SENTENCE = /(?:[.!?。]|니다|[이였었했됐]다|이다|[세어아]요)[:：]?$/;

/** Text of a heading without numbering, emphasis, links and anchors. */
function shownName(text: string): string {
  return text
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<[^>]*>/g, '')
    .replace(/\s*\{#[^}]*\}\s*$/, '')
    .replaceAll(/[*`]|__/g, '')
    .replace(/^(?:\d+(?:\.\d+)+\.?|\d+[.)])\s+/, '')
    .replace(/\s*[:：]\s*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The headings of a document, collected line by line, and the names that they give to what stands below them. */
export class DocumentHeadings {
  readonly #found: Heading[] = [];
  #before = '';
  #beforeLine = 0;
  #frontMatter = false;
  #isDocument = false;
  /** The line before had none right above it. */
  #isAlone = false;

  /** True once a heading stood alone, as it does in markdown: a comment of a shell in a log stands above its command. */
  get isDocument(): boolean {
    return this.#isDocument;
  }

  /** Takes a line outside of fenced blocks, as it stands in the document. */
  read(raw: string, line: number): void {
    const text = raw.length > LONGEST_HEADING ? '' : raw.replace(/^(?:\s*>)+ ?/, '').trimEnd();
    const before = this.#before;
    if (text.trim() === '') return;
    const isFence = line === 1 && /^-{3,}$/.test(text);
    if (isFence || this.#frontMatter) {
      this.#frontMatter = isFence || !/^(?:-{3,}|\.{3})$/.test(text);
      return;
    }
    const isBelow = this.#beforeLine === line - 1;
    if (!isBelow && /^ {0,3}#{1,6} /.test(this.#before) && this.#isAlone) this.#isDocument = true;
    this.#isAlone = !isBelow;
    this.#before = text;
    this.#beforeLine = line;
    const sign = text.trimStart()[0] ?? '';
    if (sign === '#') {
      const [, marks = '', title] = text.match(/^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?$/) ?? [];
      if (title !== undefined) this.#add(line, marks.length, title);
    } else if (sign === '=' || (sign === '-' && text.endsWith('---'))) {
      const isUnderline = isBelow && /^ {0,3}(?:={3,}|-{3,})$/.test(text) && !/^\s*(?:[|>#-]|$)/.test(before);
      if (isUnderline) this.#add(line, sign === '=' ? 1 : 2, before);
    } else if (text.includes('<')) {
      const [, level = '', tagged] = text.match(/^\s*<h([1-6])[^>]*>(.*?)<\/h\1>/i) ?? [];
      const fold = text.match(/<summary[^>]*>(.*?)<\/summary>/i)?.[1];
      if (tagged !== undefined) this.#add(line, Number(level), tagged);
      else if (fold !== undefined) this.#add(line, FOLD, fold);
    } else if (text.includes('**') || text.includes('__')) {
      const bold = text.match(/^\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:\*\*|__)([^*_].*?)(?:\*\*|__)\s*[:：]?$/)?.[1];
      if (bold !== undefined) this.#add(line, BOLD, bold);
    }
  }

  /** A fenced block begins here: a short line above it may say what it holds. */
  block(line: number): void {
    const isNear = line - this.#beforeLine <= 2 && this.#found.at(-1)?.line !== this.#beforeLine;
    const label = isNear ? shownName(this.#before.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')) : '';
    const isLabel = label.length <= LONGEST_LABEL && !SENTENCE.test(label) && !/^[<|]/.test(label);
    const last = this.#found.at(-1);
    // Without one, that of the block before it is over.
    if (isLabel && label !== '') this.#found.push({ line, level: LABEL, text: label });
    else if (last?.level !== LABEL || last.text !== '') this.#found.push({ line, level: LABEL, text: '' });
  }

  #add(line: number, level: number, text: string): void {
    this.#found.push({ line, level, text });
  }

  /** The headings under which each of these lines stands, the outermost first. Lines come in their order. */
  #above(lines: readonly number[]): Heading[][] {
    const path: Heading[] = [];
    let next = 0;
    return lines.map((line) => {
      for (; (this.#found[next]?.line ?? Number.POSITIVE_INFINITY) <= line; next += 1) {
        const heading = this.#found[next] as Heading;
        while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
        // Here and not when it was found: most of a long document names nothing.
        path.push(heading.level === LABEL ? heading : { ...heading, text: shownName(heading.text) });
      }
      return path.filter(({ text }) => text !== '');
    });
  }

  /**
   * Names for the parts of the document that begin at these lines, in their order: the headings above each, without
   * those that stand above all of them or say the same of all. Undefined where there is none.
   */
  namesOf(lines: readonly number[]): (string | undefined)[] {
    const paths = this.#above(lines);
    const above = ofAll(paths.map((path) => path.map(({ line }) => line)));
    // What stands above all of them is the name of the one that has no other.
    const own = paths.map((path) => {
      const below = path.filter(({ line }) => !above.has(line));
      return below.length > 0 ? below : path.slice(-1);
    });
    const alike = ofAll(own.map((path) => path.map(({ text }) => text)));
    const telling = own.map((path) => path.filter(({ text }) => !alike.has(text)));
    // Where all are called alike, that is what they are called.
    const named = telling.every((path) => path.length === 0) ? own : telling;
    const whole = named.map(textOf);
    // The line above a block says something where its headings do not.
    const short = named.map((path, at) => textOf(path.filter(({ level }) => level !== LABEL)) || whole[at]);
    const times = new Map<string | undefined, number>();
    for (const name of short) times.set(name, (times.get(name) ?? 0) + 1);
    return short.map((name, at) => (times.get(name) === 1 ? name : whole[at]) || undefined);
  }
}

const textOf = (path: readonly Heading[]) => path.map(({ text }) => text).join(' › ');

/** What all of these lists have. */
function ofAll<Item>([first = [], ...others]: readonly (readonly Item[])[]): Set<Item> {
  return new Set(first.filter((one) => others.every((other) => other.includes(one))));
}
