import { parse as parseYaml } from 'yaml';
import { BuhaError } from '../../reports/model/error.ts';
import { readText } from '../read/text-file.ts';
import { isHar, readHar } from './har.ts';
import { isOpenApi, readOpenApi } from './openapi.ts';
import type { Described } from './operation.ts';

/** Reads what `--from` names: OpenAPI or Swagger (JSON, YAML), or a session recorded as HAR. Throws `cannot-read`, `bad-description`. */
export async function describedBy(file: string): Promise<Described> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = /^\s*\{/.test(text) ? JSON.parse(text) : parseYaml(text);
  } catch {
    throw new BuhaError('bad-description', { file, fault: 'syntax' });
  }
  if (isHar(value)) return readHar(value, file);
  if (isOpenApi(value)) return readOpenApi(value, file);
  throw new BuhaError('bad-description', { file, fault: 'other' });
}
