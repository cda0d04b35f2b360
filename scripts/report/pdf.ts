import { escaped } from '../../reports/render/html-text.ts';
import { withBrowser } from './browser.ts';

/** What stands above every sheet; plain text. */
export interface PdfHead {
  readonly title: string;
  readonly when: string;
}

/** The page numbers itself where a browser can; the foot does so in every browser. */
const WITHOUT_OWN_NUMBERS = '@media print { @page { @bottom-right { content: none } } }';

/** A line above or below a sheet. The browser shows it without the page's style, and without its scripts. */
const line = (left: string, right: string) =>
  `<div style="display:flex;justify-content:space-between;gap:8mm;width:100%;margin:0 14mm;font:7.5pt sans-serif;color:#57606a">${left}${right}</div>`;

const cut = 'overflow:hidden;text-overflow:ellipsis;white-space:nowrap';

/** A page of ours on sheets of A4, as it is printed: title and time above, numbers below. Throws what `withBrowser` throws. */
export const pdfOf = (html: string, { title, when }: PdfHead): Promise<Uint8Array> =>
  withBrowser('pdf', async (browser) => {
    // Nothing in a report asks for anything of the network; its own policy allows no style but its own.
    const page = await browser.newPage({ offline: true, colorScheme: 'light', bypassCSP: true });
    await page.setContent(
      html.replace('</style>', () => `${WITHOUT_OWN_NUMBERS}</style>`),
      { waitUntil: 'load' },
    );
    return page.pdf({
      format: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: line(
        `<span style="${cut}">${escaped(title)}</span>`,
        `<span style="white-space:nowrap">${escaped(when)}</span>`,
      ),
      footerTemplate: line(
        '<span></span>',
        '<span><span class="pageNumber"></span> / <span class="totalPages"></span></span>',
      ),
      margin: { top: '14mm', right: '14mm', bottom: '16mm', left: '14mm' },
      outline: true,
      tagged: true,
    });
  });
