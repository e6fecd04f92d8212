<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Admin\Access;
use Duet\Admin\Screen;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Support\Guard;
use Duet\Visitor\Customer;
use WP_Admin_Bar;

defined( 'ABSPATH' ) || exit;

/** On the storefront, in the admin bar: whether this very visit is counted, and if it is not, why and what to do. */
final class AdminBar {

	private const ID = 'duet';

	public function __construct(
		private readonly Access $access,
		private readonly Screen $screen,
		private readonly Settings $settings,
		private readonly Customer $customer,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'admin_bar_menu', $this->add( ... ), 85 );
	}

	private function add( mixed $bar ): void {
		if ( ! $bar instanceof WP_Admin_Bar || is_admin() || ! $this->access->may() ) {
			return;
		}
		[ $reason, $target ] = $this->why_not( get_current_user_id() );
		$title               = '' === $reason ? __( 'Duet: counted', 'duet-for-tiktok' ) : __( 'Duet: not counted', 'duet-for-tiktok' );
		$this->node( $bar, self::ID, '', $title, 'overview' );
		if ( '' !== $reason ) {
			$this->node( $bar, self::ID . '-reason', self::ID, $reason, $target );
		}
		$this->node( $bar, self::ID . '-deliveries', self::ID, __( 'Deliveries', 'duet-for-tiktok' ), 'deliveries' );
	}

	/**
	 * @return array{string, string} Why nothing of this visit is sent, with what to do, and the page of the screen for
	 *         it; two empty strings if the visit is counted.
	 */
	public function why_not( int $user ): array {
		return match ( true ) {
			[] === $this->settings->pixels()                          => [ __( 'There is no pixel yet. Set up Duet.', 'duet-for-tiktok' ), 'start' ],
			ConsentMode::Unset === $this->settings->consent_mode()    => [ __( 'You have not chosen how consent works. Choose it.', 'duet-for-tiktok' ), 'start/consent' ],
			$this->customer->visit_excluded( $user )                  => [ __( 'Your settings leave out your role, so that test orders do not mislead campaigns. To be counted, use a private window.', 'duet-for-tiktok' ), 'settings/consent?field=exclusions' ],
			default                                                   => [ '', '' ],
		};
	}

	private function node( WP_Admin_Bar $bar, string $id, string $parent, string $title, string $target ): void {
		$bar->add_node(
			[
				'id'    => $id,
				'title' => esc_html( $title ),
				'href'  => $this->screen->url( $target ),
			] + ( '' === $parent ? [] : [ 'parent' => $parent ] )
		);
	}
}
