/** Newsletter is counted by the server, also by its AJAX; what a wrapper or a rule wishes travels with the form. */
import { formAdapter, type FormPageWindow } from '../form-adapter.ts';
import { carryEvents } from '../form-signals.ts';

export const newsletter = ( win: FormPageWindow ): void => formAdapter( win, 'newsletter', () => carryEvents( win, '.tnp form, form.tnp-ajax, form.tnp-subscription' ) );

newsletter( window );
