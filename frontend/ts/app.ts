// Makes pages nicer to use; every page works without it.
import { copy } from './copy';
import { keep } from './keep';
import { menus } from './menus';
import { passkey } from './passkey';
import { place } from './place';
import { scan } from './scan';
import { swaps } from './swaps';

menus();
swaps();
keep();
place();
passkey();
scan();
copy();

// a form that came back with errors: say so at once, wherever the page opened
document.getElementById('form-errors')?.focus();
