<?php
declare(strict_types=1);

namespace Duet\Forms\Plugin;

use Duet\Forms\Acceptance;
use Duet\Forms\FormNames;
use Duet\Forms\FormPlugin;
use Duet\Forms\FormSigns;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Newsletter: `newsletter_user_post_subscribe`, for its page loads and its own AJAX alike, which announces nothing in the
 * browser. A subscription that still waits for confirmation counts: the address was given.
 */
final class Newsletter implements FormPlugin {

	private const SLUG = 'newsletter';

	/** It has one form, in many places. */
	private const FORM = 'subscription';

	private ?Acceptance $acceptance = null;

	public function signs(): FormSigns {
		return new FormSigns( self::SLUG, 'Newsletter', 'NEWSLETTER_VERSION', '.tnp form, form.tnp-ajax, form.tnp-subscription', 'newsletter' );
	}

	public function forms(): array {
		return [
			[
				'id'    => self::FORM,
				'title' => __( 'Subscription form', 'duet-for-tiktok' ),
			],
		];
	}

	public function listen( Guard $guard, FormNames $names, Acceptance $acceptance ): void {
		$this->acceptance = $acceptance;
		$guard->action( 'newsletter_user_post_subscribe', $this->subscribed( ... ), 20 );
	}

	private function subscribed( mixed $user ): void {
		if ( ! is_object( $user ) || ! ( Acceptance::is_page_load() || wp_doing_ajax() ) ) {
			return;
		}
		$person = [
			'email'      => $user->email ?? '',
			'first_name' => $user->name ?? '',
			'last_name'  => $user->surname ?? '',
		];
		$this->acceptance?->accepted( self::SLUG, self::FORM, 'Newsletter', array_filter( $person, static fn( mixed $one ): bool => is_string( $one ) && '' !== $one ) );
	}
}
