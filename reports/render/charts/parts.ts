import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
} from 'echarts/components';
import { LegacyGridContainLabel } from 'echarts/features';

/** The parts of ECharts that `chartOption` uses, on the page as in a picture. */
export const PARTS = [
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegacyGridContainLabel,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
];
