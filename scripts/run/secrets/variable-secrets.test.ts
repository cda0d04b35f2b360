import { expect, test } from 'vitest';
import { variableSecrets } from './variable-secrets.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n';

test.each<[string, string, readonly string[]]>([
  ['DB_PASSWORD', 'p@ss-w0rd', ['p@ss-w0rd']],
  ['MYSQL_PWD', 'mysql-pw-1', ['mysql-pw-1']],
  ['LOGIN_AUTH', 'loader:pa55w0rd', ['loader:pa55w0rd', 'pa55w0rd']],
  ['DATABASE_URL', 'postgres://app:pg%23pass-1@db:5432/app', ['pg%23pass-1', 'pg#pass-1']],
  ['REDIS_URL', 'redis://:redis-pass-1@cache:6379/0', ['redis-pass-1']],
  ['MONGO_URI', 'mongodb+srv://app:p@ss/w#rd?1@a,b/shop', ['p@ss/w#rd?1']],
  ['SENTRY_DSN', 'https://9f86d081884c7d659a2feaa0c55ad015@o1.ingest.example/42', ['9f86d081884c7d659a2feaa0c55ad015']],
  ['MYSQL_DSN', 'app:my-go-pass-1@tcp(db:3306)/shop?parseTime=true', ['my-go-pass-1']],
  ['JDBC_URL', 'jdbc:postgresql://db/shop?user=app&password=jdbc-pass-1', ['jdbc-pass-1']],
  ['PG_DSN', "host=db user=app password='pg pass 1' dbname=shop", ['pg pass 1']],
  ['SQL', 'Server=db,1433;User Id=sa;Password=Str0ng, pass;Encrypt=true', ['Str0ng, pass']],
  ['SQL', 'Driver={ODBC};Uid=sa;Pwd="odbc;pass-1"', ['odbc;pass-1']],
  ['STORAGE', 'AccountName=shop;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=x', ['c2VjcmV0LWtleQ==']],
  ['HOOK', 'https://hooks.example/in?token=hook-token-1', ['hook-token-1']],
  ['TLS_KEY', PEM, ['MIIEvQIBADANBg', 'kqhkiG9w0BAQEF']],
  ['TLS_KEY', PEM.replaceAll('\n', '\\n'), ['MIIEvQIBADANBg', 'kqhkiG9w0BAQEF']],
  ['ACCOUNT', JSON.stringify({ type: 'service', private_key: PEM }), ['MIIEvQIBADANBg', 'kqhkiG9w0BAQEF']],
])('%s=%s', (name, value, secrets) => {
  expect(variableSecrets(name, value)).toEqual(expect.arrayContaining([...secrets]));
});

test.each([
  ['REGION', 'ap-northeast-2'],
  ['BASE_URL', 'http://127.0.0.1:8080/'],
  ['AUTH_URL', 'http://login.example/oauth/token'],
  ['PROXY_URL', 'http://proxy.example:3128'],
  ['USE_AUTH', 'true'],
  ['SESSIONS', '40'],
  ['TOKEN_TTL', '3600s'],
  ['SESSION_TIMEOUT', '86400'],
  ['DATABASE_URL', 'postgres://app:test@db/app'],
  ['DATABASE_URL', 'postgres://postgres@localhost/app'],
  ['REPOSITORY', 'git@git.example:team/shop.git'],
  ['MAIL', 'mailto:team@shop.example'],
  ['JAVA_OPTS', '-Xmx2g -Dfile.encoding=UTF-8'],
  ['PATH', '/usr/local/bin:/usr/bin'],
])('%s=%s is none', (name, value) => {
  expect(variableSecrets(name, value)).toEqual([]);
});
