import { Option } from 'commander';
import type { CommandContext } from './command.ts';
import type { ShopOptions } from './shop-command.ts';

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
