import { CHART_HEIGHT, CHART_WIDTH } from '../../reports/render/svg.ts';
import { withBrowser } from './browser.ts';

/** Twice the points of the picture: sharp on any screen. */
const SCALE = 2;

/** Pictures as PNG, drawn by an installed browser. Throws what `withBrowser` throws. */
export const pngsOf = (svgs: readonly string[]): Promise<Uint8Array[]> =>
  withBrowser('png', async (browser) => {
    const page = await browser.newPage({
      viewport: { width: CHART_WIDTH, height: CHART_HEIGHT },
      deviceScaleFactor: SCALE,
      javaScriptEnabled: false,
    });
    const pngs: Uint8Array[] = [];
    for (const svg of svgs) {
      await page.setContent(`<!doctype html><style>body{margin:0}svg{display:block}</style>${svg}`);
      pngs.push(await page.screenshot());
    }
    return pngs;
  });
