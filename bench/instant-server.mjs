// Answers every request at once with a small body: what is measured beside it is k6 and the script.
import { createServer } from 'node:http';

const BODY = '{"userId":9338,"balance":100000}';

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': BODY.length });
  response.end(BODY);
});
// 3 500 users keep their connections for the whole run.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
