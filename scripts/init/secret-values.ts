import { isSecretName } from '../../reports/text/secret-names.ts';
import { isObject, type JsonObject } from '../json-object.ts';

// What a recorded session tells of somebody does not belong into files that others read.

/** In place of a secret. */
export const SECRET_VALUE = 'CHANGE-ME';

/** Words of fields that forms and logins have, beyond those of headers and variables. */
const SECRET_FIELD = /(?:^|[^a-z])(?:pw|otp|cvc|cvv|sig|signature|assertion|saml\w*|ssn|iban)(?:$|[^a-z])/;
/** The same at the end of a word: `userPw`, `userpwd`, `authcode`, `cardnumber`. */
const SECRET_END = /(?:pw|pwd|pass|passcode|auth_?code|card_?(?:no|num|number))$/;

const isSecretField = (name: string): boolean => {
  // `password1` and `password2` are what people type twice.
  const own = name.replace(/\d+$/, '');
  const words = own.replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2').toLowerCase();
  return isSecretName(own) || SECRET_FIELD.test(words) || SECRET_END.test(words);
};

/** A token of three parts, as a JWT is; what a header of authorization says. */
const TOKEN = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$|^(?:bearer|basic|digest)\s/i;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Letters and digits without a blank, as long as keys are. */
const LONG_KEY = /^(?=[^\d]*\d)(?=.*[a-z])[\w+/=~-]{24,}$/i;

/** True for a text that looks like a token or a key, whatever it is called. A UUID is an id. */
export const looksSecret = (text: string): boolean => TOKEN.test(text) || (LONG_KEY.test(text) && !UUID.test(text));

/** A value of a field, as text. */
export const shownValue = (name: string, value: string): string =>
  isSecretField(name) || looksSecret(value) ? SECRET_VALUE : value;

/** What names the field of a pair: `{ name: 'password', value: … }`. */
const namedBy = ({ name, key, field }: JsonObject): string | undefined =>
  [name, key, field].find((one) => typeof one === 'string');

/** A value of JSON without what is, or looks like, a secret; all of what stands below the name of a secret is one. */
export function withoutSecretValues(value: unknown, isSecret = false): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutSecretValues(one, isSecret));
  if (!isObject(value)) {
    const isHidden = isSecret
      ? typeof value !== 'boolean' && value !== null
      : typeof value === 'string' && looksSecret(value);
    return isHidden ? SECRET_VALUE : value;
  }
  const isSecretPair = 'value' in value && isSecretField(namedBy(value) ?? '');
  return Object.fromEntries(
    Object.entries(value).map(([name, own]) => [
      name,
      withoutSecretValues(own, isSecret || isSecretField(name) || (isSecretPair && name === 'value')),
    ]),
  );
}
