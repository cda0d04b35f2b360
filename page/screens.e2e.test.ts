import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../testing/browser.ts';
import { english, goldenPages, STRESS, widest } from '../testing/golden-pages.ts';

const { opened } = goldenPages();

/** A page of four APIs as a reader meets it. */
const FOUR = 'seed-all.html';
/** Four outputs of which nobody knows a goal. */
const REFERENCE = 'reference.html';
/** Points: what it may be high before anything is unfolded, and what a screen shows of it. */
const HIGHEST = 12_000;
const SCREEN = 900;
/** Points that a telephone shows at once. */
const TELEPHONE = 844;

const shown = '[data-language]:not([hidden])';

/** From the top of the page to the lower end of the first of what a selector finds, in points. */
const lowerEnd = (page: Page, selector: string): Promise<number> =>
  page
    .locator(`${shown} ${selector}`)
    .first()
    .evaluate((one) => one.getBoundingClientRect().bottom + window.scrollY);

describe.skipIf(!hasBrowser)('a page of four APIs', () => {
  test.each([
    ['ko', 1440],
    ['en', 1440],
  ] as const)(
    'answers on its first screen (%s, %i wide): passed, which load, why slow, what next',
    async (language, width) => {
      const { page, close } = await opened(FOUR, { width, isFolded: true });
      if (language === 'en') await english(page);
      for (const answer of [
        '.banner .verdict',
        '.meta',
        '.verdicts tr:last-child .share',
        '.box p',
        '.steps li code',
      ]) {
        expect(await lowerEnd(page, answer), answer).toBeLessThanOrEqual(SCREEN);
      }
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(HIGHEST);
      expect(await widest(page)).toBeLessThanOrEqual(width);
      // Every column of the first table is seen without scrolling.
      const [held = 0, room = 0] = await page
        .locator(`${shown} .scroll:has(.verdicts)`)
        .evaluate((one) => [one.scrollWidth, one.clientWidth]);
      expect(held).toBeLessThanOrEqual(room);
      await close();
    },
  );

  test('is made of cards on a telephone, and names every value of them', async () => {
    const { page, close } = await opened(FOUR, { width: 390, isFolded: true });
    expect(await widest(page)).toBeLessThanOrEqual(390);
    const labels = await page
      .locator(`${shown} .verdicts tbody tr`)
      .first()
      .locator('td[data-l]')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
    expect(labels).toStrictEqual(
      ['p95 (목표)', '에러율', '처리량(TPS)', '점진 부하', '피크 부하'].map((name) => `"${name}"`),
    );
    const rows = await page
      .locator(`${shown} .verdicts tbody tr`)
      .evaluateAll((all) => all.map((row) => [row.scrollWidth, row.clientWidth]));
    for (const [scrolled = 0, seen = 0] of rows) expect(scrolled).toBeLessThanOrEqual(seen);
    // Short names in a first column stay in one line, and no flag of a command breaks.
    const lines = await page.locator(`${shown} td.name:visible`).evaluateAll((cells) =>
      cells.map((cell) => {
        // A cell is as high as its row: the lines of what stands in it count.
        const text = document.createRange();
        text.selectNodeContents(cell);
        const boxes = [...text.getClientRects()].filter(({ width }) => width > 0);
        return new Set(boxes.map(({ bottom }) => Math.round(bottom / 8))).size;
      }),
    );
    expect(lines.length).toBeGreaterThan(4);
    expect(new Set(lines)).toStrictEqual(new Set([1]));
    const flags = await page
      .locator(`${shown} .whole:visible`)
      .evaluateAll((words) => words.map((word) => word.getClientRects().length));
    expect(flags.length).toBeGreaterThan(4);
    expect(new Set(flags)).toStrictEqual(new Set([1]));
    // What decides is in sight without scrolling.
    const right = await page
      .locator(`${shown} .cards td[data-l="p95"]:visible`)
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right));
    expect(right.length).toBeGreaterThan(8);
    expect(Math.max(...right)).toBeLessThanOrEqual(390);
    await close();
  });

  test.each(['ko', 'en'] as const)(
    'answers on the first screen of a telephone (%s): passed, which load, how each API did; why and what next begin there',
    async (language) => {
      const { page, close } = await opened(FOUR, { width: 390, isFolded: true });
      if (language === 'en') await english(page);
      for (const answer of ['.banner .verdict', '.meta', '.verdicts tr:last-child .share']) {
        expect(await lowerEnd(page, answer), answer).toBeLessThanOrEqual(TELEPHONE);
      }
      const box = await page.locator(`${shown} .box h2`).first().boundingBox();
      expect(box?.y).toBeLessThanOrEqual(TELEPHONE);
      // Bars are of one length, so that the goal is at the same place in all rows.
      const widths = await page
        .locator(`${shown} .verdicts .wide .gauge`)
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
      expect(new Set(widths).size).toBe(1);
      await close();
    },
  );

  test('copies a command of the next steps', async () => {
    const { page, close } = await opened(FOUR, { isFolded: true });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // A step that several APIs have a command for has a button for each.
    const step = page.locator(`${shown} .steps li .command`).nth(1);
    await step.getByRole('button').press('Enter');
    await step.locator('button.done').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await step.locator('code').innerText());
    expect(copied).toMatch(/^npx buha experiment place-order /);
    await close();
  });

  test('unfolds what a link leads to, and all of it by one button', async () => {
    const { page, close } = await opened(FOUR, { isFolded: true });
    const parts = page.locator(`${shown} details.part`);
    const open = () => parts.evaluateAll((all) => all.filter((part) => (part as HTMLDetailsElement).open).length);
    expect(await open()).toBe(0);
    await page.locator(`${shown} .contents a`).last().click();
    expect(await open()).toBe(1);
    expect(await parts.last().locator('table').first().isVisible()).toBe(true);
    const unfold = page.locator(`${shown} button[data-unfold]`);
    await unfold.click();
    // Five parts of the appendix, and within one of them the four APIs.
    expect([await open(), await parts.count()]).toStrictEqual([9, 9]);
    await unfold.click();
    expect(await open()).toBe(0);
    await close();
  });

  test('keeps its contents and its title in sight', async () => {
    const { page, close } = await opened(FOUR, { width: 1440, isFolded: true });
    const title = page.locator('.bar:not([hidden]) p');
    expect(await title.isVisible()).toBe(false);
    await page.evaluate(() => window.scrollTo(0, 2000));
    await expect.poll(() => title.isVisible()).toBe(true);
    const top = await page.locator(`${shown} .contents`).evaluate((one) => one.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(100);
    await close();
  });

  test('is printed with its appendix, on numbered sheets, and is folded again', async () => {
    const { page, close } = await opened(FOUR, { isFolded: true });
    const parts = page.locator(`${shown} details.part`);
    await page.evaluate(() => {
      window.addEventListener('beforeprint', () => {
        const all = [...document.querySelectorAll<HTMLDetailsElement>('details.part')];
        document.body.dataset.unfolded = String(all.every((part) => part.open));
      });
    });
    await page.pdf({ format: 'A4' });
    expect(await page.evaluate(() => document.body.dataset.unfolded)).toBe('true');
    expect(await parts.evaluateAll((all) => all.some((part) => (part as HTMLDetailsElement).open))).toBe(false);
    // As the browser has read it: one that knew no margins of a sheet would have dropped it.
    const foot = await page.evaluate(() => {
      const rules = (list: CSSRuleList): CSSRule[] =>
        [...list].flatMap((rule) => [rule, ...('cssRules' in rule ? rules(rule.cssRules as CSSRuleList) : [])]);
      return [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules).map(({ cssText }) => cssText));
    });
    expect(foot.some((text) => /^@bottom-right \{ content: counter\(page\)/.test(text))).toBe(true);
    await close();
  });
});

test.skipIf(!hasBrowser)(
  'a row without a goal has its name and verdict in a line of their own on a telephone',
  async () => {
    const { page, close } = await opened(REFERENCE, { width: 390, isFolded: true });
    const lines = await page
      .locator(`${shown} .verdicts tbody tr`)
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.getBoundingClientRect().toJSON())));
    expect(lines.length).toBeGreaterThan(1);
    for (const [name, verdict, ...figures] of lines) {
      expect(verdict?.top).toBeLessThan(name?.bottom ?? 0);
      for (const { top } of figures) expect(top).toBeGreaterThanOrEqual((verdict?.bottom ?? 0) - 2);
    }
    await close();
  },
);

test.skipIf(!hasBrowser).each([390, 1440])(
  'buttons of a chart lie on nothing that is drawn (%i wide)',
  async (width) => {
    const { page, close } = await opened(STRESS, { width });
    const rooms = await page.locator(`${shown} figure:has(.zoom):visible`).evaluateAll((all) =>
      all.map((one) => {
        const [buttons, canvas] = ['.zoom', '.canvas'].map((part) => one.querySelector(part)?.getBoundingClientRect());
        return (canvas?.top ?? 0) - (buttons?.bottom ?? 0);
      }),
    );
    expect(rooms.length).toBeGreaterThan(1);
    expect(Math.min(...rooms)).toBeGreaterThanOrEqual(0);
    await close();
  },
);

test.skipIf(!hasBrowser)('a test of levels is headed by its capacity, and shows no mean over its levels', async () => {
  const { page, close } = await opened(STRESS, { width: 1440, isFolded: true });
  const cells = await page.locator(`${shown} .verdicts td`).allInnerTexts();
  expect(cells.slice(0, 5)).toStrictEqual([
    '잔액 충전 API',
    '통과',
    '초당 약 320건 VU 800개',
    'VU 800개 초당 약 320건',
    'VU 200~400개',
  ]);
  expect(await page.locator(`${shown} .banner`).innerText()).toContain('최대 처리량은 초당 약 320건');
  await close();
});
