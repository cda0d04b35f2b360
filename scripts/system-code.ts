const isError = (fault: unknown): fault is Error => fault instanceof Error;

/**
 * The code of a fault of the system (`ENOSPC`), down its chain of causes; '' where none of them has one. What was given
 * up for its time has no code of its own: ETIMEDOUT. The words of the fault itself are in English, and for no user.
 */
export function systemCode(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null) return '';
  if ('code' in fault && typeof fault.code === 'string') return fault.code;
  if (isError(fault) && fault.name === 'TimeoutError') return 'ETIMEDOUT';
  return isError(fault) ? systemCode(fault.cause) : '';
}
