import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Errors } from '../../../settings/settings.ts';
import { eventLabels } from '../../../events/labels.ts';
import { FieldError, SelectField, TextField } from '../../controls/fields.tsx';
import { ParamRows } from './ParamRows.tsx';
import { find } from '../../../events/lookup.ts';
import { browserAlone, choosable, readable, sentAlready, type Counts, type Rule, type When } from './rule.ts';
import { countsLabels, eventTitle, whenLabels } from './words.ts';

interface Props {
	readonly index: number;
	readonly rule: Rule;
	readonly shop: boolean;
	readonly errors: Errors;
	change( rule: Rule, field: string ): void;
}

const OWN = '__own';
const moments: readonly Counts[] = [ 'accepted', 'sent', 'shown' ];
const kinds: readonly When[] = [ 'click', 'view', 'submit', 'page', 'layer' ];

/** One rule: its name, when, which event, with which parameters. */
export function RuleForm( { index, rule, shop, errors, change }: Props ) {
	const path = ( field: string ) => `rules.${ index }.${ field }`;
	const { when } = rule;
	const put = ( part: Partial< Rule[ 'when' ] >, field: string ) => change( { ...rule, when: { ...when, ...part } }, `when.${ field }` );
	const names = choosable( shop );
	const known = names.find( ( name ) => name === find( rule.event ) );
	const [ own, setOwn ] = useState( rule.event !== '' && known === undefined );
	// Not while it is being typed.
	const [ left, setLeft ] = useState( false );
	const unreadable = left && when.selector !== '' && ! readable( when.selector );
	const seen: Errors = unreadable
		? { [ path( 'when.selector' ) ]: __( 'Your browser cannot read this selector. Check brackets, quotes and what stands at its end.', 'duet-for-tiktok' ), ...errors }
		: errors;

	return (
		<div className="duet-rule-form">
			<TextField
				path={ path( 'label' ) }
				errors={ errors }
				label={ __( 'Name of the rule', 'duet-for-tiktok' ) }
				help={ __( 'Only for you.', 'duet-for-tiktok' ) }
				value={ rule.label }
				onChange={ ( label ) => change( { ...rule, label }, 'label' ) }
			/>
			<h3>{ __( 'When', 'duet-for-tiktok' ) }</h3>
			<SelectField
				path={ path( 'when.type' ) }
				errors={ errors }
				label={ __( 'What happens', 'duet-for-tiktok' ) }
				value={ when.type }
				options={ kinds.map( ( value ) => ( { value, label: whenLabels()[ value ] } ) ) }
				{ ...( when.type === 'submit'
					? { help: __( 'For forms that Duet does not know. Forms of the usual form plugins are counted when they are accepted, without a rule.', 'duet-for-tiktok' ) }
					: {} ) }
				onChange={ ( value ) => put( { type: kinds.find( ( kind ) => kind === value ) ?? 'click' }, 'type' ) }
			/>
			{ [ 'view', 'click', 'submit' ].includes( when.type ) && (
				<TextField
					path={ path( 'when.selector' ) }
					errors={ seen }
					label={ when.type === 'submit' ? __( 'Which form: CSS selector', 'duet-for-tiktok' ) : __( 'Which element: CSS selector', 'duet-for-tiktok' ) }
					help={ __( 'For example .signup for class="signup", or #book for id="book".', 'duet-for-tiktok' ) }
					value={ when.selector }
					onBlur={ () => setLeft( true ) }
					onChange={ ( selector ) => put( { selector }, 'selector' ) }
				/>
			) }
			{ when.type === 'submit' && (
				<SelectField
					path={ path( 'when.counts' ) }
					errors={ errors }
					label={ __( 'When the form counts', 'duet-for-tiktok' ) }
					help={ __( 'Duet sees that a form was accepted when the form is emptied, replaced or removed, when thanks appear beside it, or when the server answers without an error. If your form does none of this, name the element that appears.', 'duet-for-tiktok' ) }
					value={ when.counts }
					options={ moments.map( ( value ) => ( { value, label: countsLabels()[ value ] } ) ) }
					onChange={ ( value ) => put( { counts: moments.find( ( moment ) => moment === value ) ?? 'accepted' }, 'counts' ) }
				/>
			) }
			{ when.type === 'submit' && when.counts === 'shown' && (
				<TextField
					path={ path( 'when.shown' ) }
					errors={ errors }
					label={ __( 'Element that appears: CSS selector', 'duet-for-tiktok' ) }
					help={ __( 'On the same page, or on the page that opens after the form, within ten minutes.', 'duet-for-tiktok' ) }
					value={ when.shown }
					onChange={ ( shown ) => put( { shown }, 'shown' ) }
				/>
			) }
			{ when.type === 'layer' && (
				<TextField
					path={ path( 'when.layer' ) }
					errors={ errors }
					label={ __( 'Name of the event in the dataLayer', 'duet-for-tiktok' ) }
					help={ __( "As the other tool pushes it. Duet's own pushes never fire a rule.", 'duet-for-tiktok' ) }
					value={ when.layer }
					onChange={ ( layer ) => put( { layer: layer.trimStart() }, 'layer' ) }
				/>
			) }
			<TextField
				path={ path( 'when.url' ) }
				errors={ errors }
				label={ __( 'On which pages', 'duet-for-tiktok' ) }
				help={ __( 'A path as your browser shows it, such as /thank-you/. * stands for anything: /blog/* is the whole blog, * alone is every page.', 'duet-for-tiktok' ) }
				value={ when.url }
				onChange={ ( url ) => put( { url: url.trim() }, 'url' ) }
			/>
			<h3>{ __( 'Which event', 'duet-for-tiktok' ) }</h3>
			<SelectField
				// An own name has a field of its own, where its errors stand.
				path={ path( own ? 'kind' : 'event' ) }
				errors={ errors }
				label={ __( 'Event', 'duet-for-tiktok' ) }
				value={ own ? OWN : known ?? '' }
				options={ [
					{ value: '', label: __( 'Choose an event', 'duet-for-tiktok' ) },
					...names.map( ( value ) => ( { value, label: eventLabels()[ value ].label } ) ),
					{ value: OWN, label: __( 'A name of my own…', 'duet-for-tiktok' ) },
				] }
				onChange={ ( value ) => {
					setOwn( value === OWN );
					change( { ...rule, event: value === OWN ? '' : value }, 'event' );
				} }
			/>
			{ own && (
				<TextField
					path={ path( 'event' ) }
					errors={ errors }
					label={ __( 'Its name', 'duet-for-tiktok' ) }
					help={
						find( rule.event ) === undefined
							? __( 'Letters, digits, spaces, dashes and underscores. TikTok shows it as a custom event and uses it for reports and audiences; campaigns cannot be optimised for it.', 'duet-for-tiktok' )
							: /* translators: %s: name of an event. */
							  sprintf( __( "This is TikTok's own event %s, and is sent as such.", 'duet-for-tiktok' ), eventTitle( rule.event ) )
					}
					value={ rule.event }
					onChange={ ( event ) => change( { ...rule, event }, 'event' ) }
				/>
			) }
			{ sentAlready( rule.event, shop ) && (
				<p className="duet-warning">
					{ __( 'Duet also sends this event by itself. Use the rule only where Duet does not send it, or the event counts twice.', 'duet-for-tiktok' ) }
				</p>
			) }
			{ browserAlone( rule.event, shop ) && (
				<p className="duet-note">
					{ __( "A rule sends this event to the dataLayer and the pixel only. Duet does not send a copy from the server, because a browser cannot prove a sale. Your own code can send both copies with do_action( 'duet_track', … ).", 'duet-for-tiktok' ) }
				</p>
			) }
			<FieldError path={ path( 'id' ) } errors={ errors } />
			<h3>{ __( 'With which parameters', 'duet-for-tiktok' ) }</h3>
			<ParamRows index={ index } rule={ rule } errors={ errors } change={ change } />
		</div>
	);
}
