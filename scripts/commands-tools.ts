import { Option } from 'commander';
import type { CommandContext } from './command.ts';
import type { InitOptions } from './init/init-command.ts';
import type { ShopOptions } from './shop-command.ts';

/** `buha init`. */
export function addInit({ program, help, call, done }: CommandContext): void {
  program
    .command('init')
    .description(help.init)
    .option('--from <file>', help.initFrom)
    .option('--base-url <url>', help.initBaseUrl)
    .option('--operations <list>', help.initOperations)
    .option('--yes', help.initYes, false)
    .option('--no-install', help.initNoInstall)
    .addHelpText(
      'after',
      `\n${help.examples}\n  buha init\n  buha init --from openapi.json --base-url http://127.0.0.1:3000`,
    )
    .action(async (options: InitOptions) => {
      const { initCommand } = await import('./init/init-command.ts');
      done(await initCommand({ ...call, options }));
    });
}

/** `buha shop`. */
export function addShop({ program, help, call, done }: CommandContext): void {
  program
    .command('shop')
    .description(help.shop)
    .addOption(new Option('--port <port>', help.shopPort).default('8080'))
    .addOption(new Option('--lock <lock>', help.shopLock).choices(['distributed', 'none']).default('distributed'))
    .action(async (options: ShopOptions) => {
      const { shopCommand } = await import('./shop-command.ts');
      done(await shopCommand({ ...call, options }));
    });
}

/** `buha doctor`. */
export function addDoctor({ program, help, call, done }: CommandContext): void {
  program
    .command('doctor')
    .description(help.doctor)
    .action(async () => {
      const { doctorCommand } = await import('./doctor-command.ts');
      done(await doctorCommand(call));
    });
}
