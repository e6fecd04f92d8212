import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Errors } from '../../../settings/settings.ts';
import { FieldError, SelectField, TextField } from '../../controls/fields.tsx';
import { sentAs } from '../../../events/lookup.ts';
import { acceptedBy, isRequired, unsigned, type Param, type Rule, type Source } from './rule.ts';
import { sourceLabels } from './words.ts';

interface Props {
	readonly index: number;
	readonly rule: Rule;
	readonly errors: Errors;
	change( rule: Rule, field: string ): void;
}

const sources: readonly Source[] = [ 'fixed', 'url', 'attribute', 'layer' ];

/** Where there is no element, it has no attributes. */
const sourcesFor = ( rule: Rule ) => sources.filter( ( source ) => source !== 'attribute' || ! [ 'page', 'layer' ].includes( rule.when.type ) );

/** "item_id (content_id)": the name a merchant knows, and the one TikTok gets. */
const nameLabel = ( name: string ) => ( sentAs( name ) === name ? name : `${ name } (${ sentAs( name ) })` );

export function ParamRows( { index, rule, errors, change }: Props ) {
	const labels = sourceLabels();
	const accepted = acceptedBy( rule.event );
	const put = ( params: readonly Param[], field: string ) => change( { ...rule, params }, field );

	return (
		<>
			<FieldError path={ `rules.${ index }.params` } errors={ errors } />
			{ rule.params.map( ( param, at ) => {
				const path = ( field: string ) => `rules.${ index }.params.${ at }.${ field }`;
				const edit = ( part: Partial< Param >, field: string ) =>
					put( rule.params.map( ( other, place ) => ( place === at ? { ...param, ...part } : other ) ), `params.${ at }.${ field }` );
				const required = isRequired( rule, param.name );
				const help = [
					...( required === undefined ? [] : [ required ? __( 'Required.', 'duet-for-tiktok' ) : __( 'Optional. If it is empty, it is not sent.', 'duet-for-tiktok' ) ] ),
					...( labels[ param.from ].help === '' ? [] : [ labels[ param.from ].help ] ),
				].join( ' ' );
				// The chosen name stays visible, whether or not the event accepts it.
				const options = [ ...new Set( [ ...( accepted ?? [] ), param.name ] ) ].filter( ( name ) => name !== '' );
				return (
					<div key={ at } className="duet-param" role="group" aria-label={ param.name || __( 'New parameter', 'duet-for-tiktok' ) }>
						{ accepted === undefined ? (
							<TextField
								path={ path( 'name' ) }
								errors={ errors }
								label={ __( 'Parameter', 'duet-for-tiktok' ) }
								value={ param.name }
								onChange={ ( name ) => edit( { name: name.trim() }, 'name' ) }
							/>
						) : (
							<SelectField
								path={ path( 'name' ) }
								errors={ errors }
								label={ __( 'Parameter', 'duet-for-tiktok' ) }
								value={ param.name }
								options={ [ { value: '', label: __( 'Choose', 'duet-for-tiktok' ) }, ...options.map( ( value ) => ( { value, label: nameLabel( value ) } ) ) ] }
								onChange={ ( name ) => edit( { name }, 'name' ) }
							/>
						) }
						<SelectField
							path={ path( 'from' ) }
							errors={ errors }
							label={ __( 'Where from', 'duet-for-tiktok' ) }
							value={ param.from }
							options={ [ ...new Set( [ ...sourcesFor( rule ), param.from ] ) ].map( ( value ) => ( { value, label: labels[ value ].name } ) ) }
							onChange={ ( from ) => edit( { from: sources.find( ( source ) => source === from ) ?? 'fixed' }, 'value' ) }
						/>
						<TextField
							path={ path( 'value' ) }
							errors={ errors }
							label={ labels[ param.from ].value }
							{ ...( help === '' ? {} : { help } ) }
							value={ param.value }
							onChange={ ( value ) => edit( { value }, 'value' ) }
						/>
						<Button
							variant="tertiary"
							size="compact"
							isDestructive
							/* translators: %s: name of a parameter. */
							aria-label={ sprintf( __( 'Remove parameter %s', 'duet-for-tiktok' ), param.name ) }
							onClick={ () => put( rule.params.filter( ( _, place ) => place !== at ), 'params' ) }
						>
							{ __( 'Remove', 'duet-for-tiktok' ) }
						</Button>
					</div>
				);
			} ) }
			{ unsigned( rule ) && (
				<p className="duet-help duet-unsigned">
					{ __(
						"Any visitor can change what is on a page, so amounts and products from there cannot be signed. Only the browser's copy (pixel and dataLayer) carries them; your server's copy does not.",
						'duet-for-tiktok'
					) }
				</p>
			) }
			<Button variant="tertiary" __next40pxDefaultSize data-path={ `rules.${ index }.params` } onClick={ () => put( [ ...rule.params, { name: '', from: 'fixed', value: '' } ], 'params' ) }>
				{ __( 'Add a parameter', 'duet-for-tiktok' ) }
			</Button>
		</>
	);
}
