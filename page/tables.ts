import { all } from './elements.ts';

/** What a cell is sorted by: its figure where it has one (`-` has none, and comes last or first), else its text. */
function keyOf(cell: HTMLTableCellElement | undefined): number | string {
  const { sort } = cell?.dataset ?? {};
  if (sort === undefined) return cell?.textContent ?? '';
  return sort === '' ? Number.NEGATIVE_INFINITY : Number(sort);
}

/** A table whose heads hold buttons: text goes up first, figures go down first. */
export function makeSortable(table: HTMLTableElement): void {
  const heads = all<HTMLTableCellElement>('thead th', table);
  const body = table.tBodies[0];
  if (!body) return;
  for (const [column, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const isText = typeof keyOf(body.rows[0]?.cells[column]) === 'string';
      const before = head.getAttribute('aria-sort') ?? (isText ? 'descending' : 'ascending');
      const isUp = before === 'descending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
      const rows = [...body.rows].toSorted((a, b) => {
        const [x, y] = [keyOf(a.cells[column]), keyOf(b.cells[column])];
        const order =
          typeof x === 'number' && typeof y === 'number'
            ? Math.sign(x - y) || 0
            : String(x).localeCompare(String(y), undefined, { numeric: true });
        return isUp ? order : -order;
      });
      body.append(...rows);
    });
  }
}

/** A field that hides the rows which do not hold its text, of every table up to the next heading. */
export function makeSearchable(field: HTMLInputElement): void {
  const place = field.closest('.searched');
  const found = place?.querySelector('.found');
  const rows: HTMLTableRowElement[] = [];
  for (let next = place?.nextElementSibling; next && !/^H\d|FIGURE$/.test(next.tagName); ) {
    for (const row of all<HTMLTableRowElement>('tbody tr', next)) rows.push(row);
    next = next.nextElementSibling;
  }
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent?.toLowerCase().includes(wanted);
    if (found) found.textContent = wanted ? `${rows.filter(({ hidden }) => !hidden).length} / ${rows.length}` : '';
  });
}
