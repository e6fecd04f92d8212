/** Form plugins without an adapter of ours, with a form each, and what a visitor does with it. */
import type { PluginSlug } from '../../../bin/site/kinds';

export interface FormUnderTest {
	readonly plugin: PluginSlug;
	/** As the merchant knows it. */
	readonly name: string;
	/** PHP of a must-use plugin. */
	readonly mustUse?: string;
	/** PHP that makes a form and answers, in `$content`, what puts it on a page. */
	readonly make: string;
	readonly email: string;
	readonly message?: string;
	readonly submit: string;
	/** What appears when it was accepted. */
	readonly thanks: string;
	/** A wrong address, where an empty field does not even submit. */
	readonly bad: string;
}

export const forms: readonly FormUnderTest[] = [
	{
		plugin: 'jetpack',
		name: 'Jetpack Forms',
		mustUse: "add_filter( 'jetpack_offline_mode', '__return_true' );",
		make: `Jetpack::activate_module( 'contact-form', false, false );
			$content = '[contact-form][contact-field label="Email" type="email" required="1" /][contact-field label="Message" type="textarea" /][/contact-form]';`,
		email: 'form.contact-form input[type="email"]',
		message: 'form.contact-form textarea',
		submit: 'form.contact-form button[type="submit"], form.contact-form .pushbutton-wide',
		thanks: '.contact-form-submission',
		bad: '',
	},
	{
		plugin: 'kadence-blocks',
		name: 'Kadence Blocks',
		make: `$field = static fn( string $type, string $id, string $more ) => '<!-- wp:kadence/advanced-form-' . $type . ' {"uniqueID":"1_' . $id . '","formID":"ID",' . $more . '} /-->';
			$id = wp_insert_post( [ 'post_type' => 'kadence_form', 'post_status' => 'publish', 'post_title' => 'Ask' ] );
			$blocks = '<!-- wp:kadence/advanced-form {"uniqueID":"1_a"} -->' . $field( 'email', 'b', '"label":"Email","required":true' ) . $field( 'textarea', 'c', '"label":"Message"' ) . $field( 'submit', 'd', '"text":"Send"' ) . '<!-- /wp:kadence/advanced-form -->';
			wp_update_post( wp_slash( [ 'ID' => $id, 'post_content' => str_replace( 'ID', (string) $id, str_replace( 'uniqueID', 'unique~', $blocks ) ) ] ) );
			wp_update_post( wp_slash( [ 'ID' => $id, 'post_content' => str_replace( 'unique~', 'uniqueID', get_post( $id )->post_content ) ] ) );
			$content = '<!-- wp:kadence/advanced-form {"id":' . $id . '} /-->';`,
		email: '.kb-advanced-form input[type="email"]',
		message: '.kb-advanced-form textarea',
		submit: '.kb-advanced-form [type="submit"]',
		thanks: '.kb-adv-form-success',
		bad: '',
	},
];
