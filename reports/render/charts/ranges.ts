/** Between the edges of a bar; its tick shows the first. */
export const TO = '–';
