<?php
declare(strict_types=1);

namespace Duet\Forms\Plugin;

use Duet\Forms\Acceptance;
use Duet\Forms\Foreign;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugin;
use Duet\Forms\FormSigns;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** MC4WP: `mc4wp_form_subscribed`, which fires only after Mailchimp has taken the address. Its forms come with a page load. */
final class MailchimpForWp implements FormPlugin {

	private const SLUG = 'mc4wp';

	private ?Acceptance $acceptance = null;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'MC4WP', 'MC4WP_VERSION', 'form.mc4wp-form', 'mc4wp-forms-api' );
	}

	public function forms(): array {
		return Foreign::posts( 'mc4wp-form' );
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		$guard->action(
			'mc4wp_output_form',
			static function ( mixed $form ) use ( $names ): void {
				if ( is_object( $form ) ) {
					$names->note( self::SLUG, $form->ID ?? null, $form->name ?? '' );
				}
			}
		);
		$guard->action( 'mc4wp_form_subscribed', $this->subscribed( ... ), 20, 3 );
	}

	private function subscribed( mixed $form, mixed $email, mixed $typed = [] ): void {
		// The premium version's AJAX is announced in the browser.
		if ( ! is_object( $form ) || ! Acceptance::is_page_load() ) {
			return;
		}
		$typed  = is_array( $typed ) ? $typed : [];
		$person = [
			'email'      => $email,
			'first_name' => $typed['FNAME'] ?? '',
			'last_name'  => $typed['LNAME'] ?? '',
			'phone'      => $typed['PHONE'] ?? '',
		];
		$this->acceptance?->accepted( self::SLUG, $form->ID ?? '', $form->name ?? '', array_filter( $person, static fn( mixed $one ): bool => is_string( $one ) && '' !== $one ) );
	}
}
