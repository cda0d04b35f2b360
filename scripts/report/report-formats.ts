import type { AnalysedRun } from '../../reports/model/analysed.ts';
import type { WrittenFile } from '../../reports/render/run-summary.ts';
import { jsonText } from '../../reports/text/inert.ts';
import { PAGE_FILE, PDF_FILE, REPORT_FILE } from '../read/run-files.ts';
import type { PicturesBeside } from './pictures.ts';
import type { ReportLook } from './render-report.ts';

/** One form of a report. */
export interface ReportFormat {
  readonly kind: WrittenFile['kind'];
  /** Its name in the folder of a run; undefined for what machines read where they ask for it. */
  readonly own: string | undefined;
  /** True for what each run leaves; others are made where they are asked for. */
  readonly isLeft: boolean;
  /** True for what no terminal can show. */
  readonly isBinary?: boolean;
  /** True where its pictures are files of their own. */
  readonly hasPictures: boolean;
  /** `pictures` is where they can lie; undefined where nothing can lie beside the report. */
  readonly render: (
    runs: readonly AnalysedRun[],
    look: ReportLook,
    pictures: PicturesBeside | undefined,
  ) => Promise<string | Uint8Array>;
}

const renderers = () => import('./render-report.ts');

/** The forms of a report by their names. Each loads what it needs. */
export const REPORT_FORMATS = {
  md: {
    kind: 'report',
    own: REPORT_FILE,
    isLeft: true,
    hasPictures: true,
    render: async (runs, look, pictures) => (await renderers()).markdownReport(runs, look, pictures),
  },
  html: {
    kind: 'page',
    own: PAGE_FILE,
    isLeft: true,
    hasPictures: false,
    render: async (runs, look) => (await renderers()).htmlReport(runs, look),
  },
  pdf: {
    kind: 'pdf',
    own: PDF_FILE,
    isLeft: false,
    isBinary: true,
    hasPictures: false,
    render: async (runs, look) => (await renderers()).pdfReport(runs, look),
  },
  json: {
    kind: 'json',
    own: undefined,
    isLeft: false,
    hasPictures: false,
    render: async (runs, { language }) => {
      const { jsonReport } = await import('../../reports/render/json.ts');
      return jsonText(jsonReport(runs, language));
    },
  },
} as const satisfies Readonly<Record<string, ReportFormat>>;
