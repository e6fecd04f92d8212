import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import type { ContentIdSource, PreviewProduct } from '../../../settings/settings.ts';
import { Check, Choice, TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

interface Props extends SectionProps {
	readonly client: Pick< Client, 'preview' >;
}

/** Only shown in a shop. */
export function ContentIds( { loaded, draft, errors, change, client }: Props ) {
	const { content_id: choice } = draft;
	const [ prefix, setPrefix ] = useState( choice.prefix );
	const [ products, setProducts ] = useState< readonly PreviewProduct[] >( [] );

	useEffect( () => {
		let current = true;
		client.preview( prefix ).then(
			( rows ) => current && setProducts( rows ),
			// A prefix the server refuses: the field itself says so on saving.
			() => current && setProducts( [] )
		);
		return () => {
			current = false;
		};
	}, [ client, prefix ] );

	return (
		<>
			<Choice< ContentIdSource >
				path="content_id.source"
				errors={ errors }
				label={ __( 'Which ID do products have in your TikTok catalog?', 'duet-for-tiktok' ) }
				help={ __( 'Ads that show products need the same IDs on your site and in your catalog. Compare the preview with your catalog.', 'duet-for-tiktok' ) }
				value={ choice.source }
				options={ [
					{
						value: 'official',
						label: __( "As in TikTok's own WooCommerce plugin", 'duet-for-tiktok' ),
						help: __( 'The SKU, or the product ID if there is no SKU. Variations without a SKU of their own: parent-variation.', 'duet-for-tiktok' ),
					},
					{ value: 'sku', label: __( 'SKU', 'duet-for-tiktok' ), help: __( 'Or the product ID if there is no SKU.', 'duet-for-tiktok' ) },
					{ value: 'id', label: __( 'Product ID', 'duet-for-tiktok' ) },
				] }
				onChange={ ( source ) => change( { content_id: { ...choice, source } }, 'content_id.source' ) }
			/>
			<TextField
				path="content_id.prefix"
				errors={ errors }
				label={ __( 'Prefix', 'duet-for-tiktok' ) }
				help={ __( 'Only if every ID in your catalog begins with the same letters.', 'duet-for-tiktok' ) }
				value={ choice.prefix }
				onChange={ ( next ) => change( { content_id: { ...choice, prefix: next } }, 'content_id.prefix' ) }
				onBlur={ () => setPrefix( choice.prefix ) }
			/>
			{ loaded.site.translated && (
				<Check
					path="content_id.original_language"
					errors={ errors }
					label={ __( 'Send the ID of the original language', 'duet-for-tiktok' ) }
					help={ __( 'A translated product is sent as the product of your default language. Switch it off only if your catalog lists every language.', 'duet-for-tiktok' ) }
					checked={ choice.original_language }
					onChange={ ( original_language ) => change( { content_id: { ...choice, original_language } }, 'content_id.original_language' ) }
				/>
			) }
			{ products.length > 0 && <Preview products={ products } source={ choice.source } /> }
		</>
	);
}

function Preview( { products, source }: { products: readonly PreviewProduct[]; source: ContentIdSource } ) {
	return (
		<table className="widefat striped duet-preview" aria-live="polite">
			<caption>{ __( 'Preview with products of your shop', 'duet-for-tiktok' ) }</caption>
			<thead>
				<tr>
					<th scope="col">{ __( 'Product', 'duet-for-tiktok' ) }</th>
					<th scope="col">{ __( 'Product ID', 'duet-for-tiktok' ) }</th>
					<th scope="col">{ __( 'SKU', 'duet-for-tiktok' ) }</th>
					<th scope="col">{ __( 'ID that TikTok gets', 'duet-for-tiktok' ) }</th>
				</tr>
			</thead>
			<tbody>
				{ products.map( ( product ) => (
					<tr key={ product.id }>
						<th scope="row">{ product.name }</th>
						<td>{ product.id }</td>
						<td>{ product.sku === '' ? '–' : product.sku }</td>
						<td>
							<code>{ product.content_ids[ source ] }</code>
						</td>
					</tr>
				) ) }
			</tbody>
		</table>
	);
}
