import { Lines } from '../parse/lines.ts';
import { Bound, LeftOutLines } from './bound.ts';
import { isMetric, isTableRule, isWikiHeader } from './line-kinds.ts';
import { cellsOf, withNameAbove } from './table-cells.ts';
import { lineTitle, numberedTitle, titleOf } from './titles.ts';

/** A fenced block that may hold a script: one without a bracket holds none, and is left out. */
export interface CodeBlock {
  /** Lines of its content, from 1: the first one, and the one behind the last. */
  readonly line: number;
  readonly end: number;
  readonly text: string;
}

export interface Heading {
  readonly line: number;
  readonly level: number;
  readonly text: string;
  /** True where a section goes on behind what can be folded open. */
  readonly again?: true;
}

/** A paragraph or a list item, its wrapped lines joined by blanks. */
export interface Prose {
  readonly kind: 'prose';
  readonly line: number;
  readonly text: string;
  /** Position in `text` at which each of its lines begins. */
  readonly lineStarts: readonly number[];
  /** Items of a list, or a line that ends in a colon, under which it stands; nearest first. */
  readonly parents: readonly string[];
  /** Number of the block: what stands together without a blank line or a heading in between. */
  readonly block: number;
}

export interface TableRow {
  readonly kind: 'row';
  readonly line: number;
  readonly headings: readonly string[];
  readonly cells: readonly string[];
  /** How many rows the table has below its heading. */
  readonly rows: number;
  /** Columns, of the first three, in which all rows have the same text. */
  readonly same: readonly number[];
  /** Number of the table. */
  readonly block: number;
}

export type Place = Prose | TableRow;

/** A markdown document as far as figures need it. */
export interface Document {
  readonly headings: readonly Heading[];
  readonly code: readonly CodeBlock[];
  readonly places: readonly Place[];
  /** Scripts and results that lines name, in the order of their lines; of code only what calls k6. */
  readonly files: readonly { readonly line: number; readonly name: string }[];
  /** Lines with figures that are not among the places; takes those that turn out to be too long. */
  readonly leftOut: LeftOutLines;
}

const FENCE = /^[\s>]*(`{3,}|~{3,})/;
const BRACKET = /[([{]/;
const HEADING = /^(#{1,6})\s+(.*)$/;
/** Headings that markdown has none for: lines of their own in bold or with a sign, and numbered ones. */
const BOLD_LEVEL = 7;
const NUMBERED_LEVEL = 5;
/** What Confluence and Jira write: "h2. 결과". */
const WIKI_HEADING = /^h([1-6])\.\s+(.*)$/;
const DETAILS_END = /^\s*<\/details>\s*$/i;
const FILE = /(?<![\w./-])[\w./-]{1,100}\.(?:[cm]?[jt]s|json|csv|txt)(?![\w-])/g;
/** Signs of lists: those of markdown, and what people put in their place. */
const ITEM =
  /^(\s*)(?:[-*+•·▪■□◦○●※▶►]|\p{Extended_Pictographic}\uFE0F?|\d+[.)]|\(\d+\)|[①-⑳]|[가나다라마바사아자차][.)])\s+(.*)$/u;
/** "총 요청   : 1,338": a line of its own within a paragraph. */
const LABELLED = /^\s*\p{L}[^:：|]{0,30}[:：]\s+.{0,40}\d/u;

/** What is longer is read in pieces, each of which stands for itself. */
const LONGEST_PARAGRAPH = 8000;

/** A line in pieces that end with a sentence. */
function piecesOf(text: string): string[] {
  if (text.length <= LONGEST_PARAGRAPH) return [text];
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const sign = text.indexOf('. ', start + LONGEST_PARAGRAPH);
    const end = sign < 0 ? text.length : sign + 2;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** "결과:" and "load_test" introduce the list below them; a sentence does not. */
const COLON = /[:：]\s*\**$/;
const isIntro = (text: string): boolean =>
  COLON.test(text) || (text.length <= 30 && !/\d(?!차)|[.!?,;]|[다요음함임됨]\**$/.test(text));

interface Open {
  line: number;
  text: string;
  starts: number[];
  parents: readonly string[];
  block: number;
}

class Reader {
  readonly headings: Heading[] = [];
  readonly code: CodeBlock[] = [];
  readonly places: Place[] = [];
  readonly files: { line: number; name: string }[] = [];
  readonly leftOut = new LeftOutLines();
  readonly #bound = new Bound(this.leftOut);
  #open: Open | undefined;
  #items: { indent: number; text: string }[] = [];
  #block = 0;
  #intro: string | undefined;

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const { line, text, starts, parents, block } = open;
    this.places.push({ kind: 'prose', line, text, lineStarts: starts, parents, block });
    this.#intro = COLON.test(text) || (this.#items.length === 0 && isIntro(text)) ? text : undefined;
  }

  /** Notes the files that a line names. */
  file(line: number, text: string): void {
    if (text.includes('.')) for (const [name] of text.slice(0, 2000).matchAll(FILE)) this.files.push({ line, name });
  }

  blank(): void {
    this.#close();
    this.#block += 1;
  }

  heading(line: number, level: number, text: string, again?: true): void {
    this.blank();
    this.#items = [];
    this.#intro = undefined;
    if (this.#bound.heading()) this.headings.push(again ? { line, level, text, again } : { line, level, text });
  }

  /** Behind what can be folded open, the section goes on in which it stands. */
  endOfDetails(line: number): void {
    const around = this.headings.findLast(({ level }) => level < BOLD_LEVEL);
    if (this.headings.at(-1)?.level === BOLD_LEVEL) this.heading(line, BOLD_LEVEL - 1, around?.text ?? '', true);
  }

  block(code: CodeBlock): void {
    this.blank();
    this.#items = [];
    this.#endIntro();
    if (BRACKET.test(code.text)) this.code.push(code);
  }

  /** A name right above a list introduces it, and nothing behind a table or code. */
  #endIntro(): void {
    if (this.#intro !== undefined && !COLON.test(this.#intro)) this.#intro = undefined;
  }

  table(line: number, headings: readonly string[], rows: number, rowAt: (at: number) => string): void {
    this.blank();
    this.#endIntro();
    const own: { readonly line: number; readonly cells: readonly string[] }[] = [];
    for (let at = 0; at < rows; at += 1) {
      const row = this.#bound.within(line + at, rowAt(at), '|');
      if (row !== undefined) own.push({ line: line + at, cells: withNameAbove(cellsOf(row), own.at(-1)?.cells) });
    }
    const [first, ...others] = own;
    const same = [0, 1, 2].filter((column) => others.every(({ cells }) => cells[column] === first?.cells[column]));
    for (const one of own) this.places.push({ kind: 'row', ...one, headings, rows, same, block: this.#block });
    this.blank();
  }

  line(number: number, whole: string): void {
    const text = this.#bound.within(number, whole, '. ');
    if (text === undefined) return;
    for (const piece of piecesOf(text)) this.#piece(number, piece);
  }

  #piece(number: number, text: string): void {
    const [, indent = '', content] = text.match(ITEM) ?? [];
    if (content !== undefined) {
      const intro = this.#open && this.#items.length === 0 ? this.#open.text : this.#intro;
      this.#close();
      const depth = indent.length;
      this.#items = this.#items.filter((item) => item.indent < depth);
      const parents = this.#items.map((item) => item.text).reverse();
      if (this.#items.length === 0 && intro !== undefined && isIntro(intro)) {
        this.#intro = intro;
        parents.push(intro);
      }
      this.#items.push({ indent: depth, text: content });
      this.#open = { line: number, text: content, starts: [0], parents, block: this.#block };
      return;
    }
    const open = this.#open;
    if (open && open.text.length > LONGEST_PARAGRAPH) this.blank();
    else if (open && this.#items.length === 0 && LABELLED.test(text)) this.#close();
    if (open && this.#open) {
      open.starts.push(open.text.length + 1);
      open.text += ` ${text.trim()}`;
      return;
    }
    if (!/^\s/.test(text)) this.#items = [];
    const parents = this.#items.map((item) => item.text).reverse();
    this.#open = { line: number, text: text.trim(), starts: [0], parents, block: this.#block };
  }
}

/** The lines of a document, each made when it is asked for and without its quoting; empty where there is none. */
function unquotedLines(markdown: string) {
  const lines = new Lines(markdown.includes('\r') ? markdown.replaceAll(/\r\n?/g, '\n') : markdown);
  const at = (index: number): string => {
    const line = lines.at(index);
    return line.includes('>') ? line.replace(/^(?:\s*>)+ ?/, '') : line;
  };
  const slice = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => at(from + index));
  return { length: lines.length, at, slice };
}

/** Takes a markdown document apart: headings, fenced blocks, paragraphs, list items and tables. Nothing is refused. */
export function readDocument(markdown: string): Document {
  const lines = unquotedLines(markdown);
  const reader = new Reader();
  // A text without headings of markdown is set out by its numbers.
  const isPlain = !/^(?:#{1,6}|h[1-6]\.)\s/m.test(markdown);
  const below = (at: number) => (lines.at(at + 1).trim() === '' ? lines.at(at + 2) : lines.at(at + 1));
  let before = '';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines.at(at);
    const above = before;
    before = line;
    if (line === '') {
      reader.blank();
      continue;
    }
    const [, fence] = line.match(FENCE) ?? [];
    if (fence !== undefined) {
      let last = at + 1;
      for (; last < lines.length && !closes(lines.at(last), fence); last += 1) {
        const inside = lines.at(last);
        if (/\bk6\b.*\brun\b/.test(inside.slice(0, 200))) reader.file(last + 1, inside);
      }
      reader.block({ line: at + 2, end: last + 1, text: lines.slice(at + 1, last).join('\n') });
      before = lines.at(last);
      at = last;
      continue;
    }
    reader.file(at + 1, line);
    const [, marks, title] = line.match(HEADING) ?? [];
    const [, level, ofWiki] = line.match(WIKI_HEADING) ?? [];
    const bold = lineTitle(line, above, () => below(at));
    const numbered = isPlain ? numberedTitle(line, above, () => below(at)) : undefined;
    if (marks !== undefined && title !== undefined) reader.heading(at + 1, marks.length, titleOf(title));
    else if (level !== undefined && ofWiki !== undefined) reader.heading(at + 1, Number(level), titleOf(ofWiki));
    else if (bold !== undefined) reader.heading(at + 1, BOLD_LEVEL, bold);
    else if (numbered !== undefined) reader.heading(at + 1, NUMBERED_LEVEL, numbered);
    else if (DETAILS_END.test(line)) reader.endOfDetails(at + 1);
    else if (line.trim() === '' || isMetric(line) || /^\s*(?:[-*_]\s*){3,}$/.test(line)) reader.blank();
    else if (line.includes('|') && (isTableRule(lines.at(at + 1)) || isWikiHeader(line, lines.at(at + 1)))) {
      const isWiki = isWikiHeader(line, lines.at(at + 1));
      const first = isWiki ? at + 1 : at + 2;
      let end = first;
      for (; lines.at(end).includes('|'); end += 1) reader.file(end + 1, lines.at(end));
      const columns = cellsOf(isWiki ? line.replaceAll('||', '|') : line);
      reader.table(first + 1, columns, end - first, (row) => lines.at(first + row));
      before = lines.at(end - 1);
      at = end - 1;
    } else reader.line(at + 1, line);
  }
  reader.blank();
  const { headings, code, places, files, leftOut } = reader;
  return { headings, code, places, files, leftOut };
}

const closes = (line: string, fence: string) => line.trimStart().startsWith(fence) && /^[\s`~]+$/.test(line);

/** Line of a position in the text of a paragraph. */
export function lineAt({ line, lineStarts }: Prose, position: number): number {
  let low = 0;
  for (let high = lineStarts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return line + low - 1;
}
