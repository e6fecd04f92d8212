<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** Tools > Site Health: the findings where WordPress's people look for them. */
final class SiteHealth {

	public function __construct(
		private readonly Findings $findings,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( 'site_status_tests', $this->tests( ... ) );
	}

	private function tests( mixed $tests ): mixed {
		$ours = [];
		foreach ( Findings::tests() as $test => $label ) {
			$ours[ $test ] = [
				'label' => $label,
				'test'  => fn(): array => $this->result( $test, $label ),
			];
		}
		$tests = is_array( $tests ) ? $tests : [];
		return [ 'direct' => ( is_array( $tests['direct'] ?? null ) ? $tests['direct'] : [] ) + $ours ] + $tests;
	}

	/** @return array<string, mixed> As wp_get_site_health wants it. */
	private function result( string $test, string $label ): array {
		$finding = $this->findings->of( $test );
		return [
			'test'        => $test,
			'label'       => null === $finding ? $label : $finding->label,
			'status'      => null === $finding ? 'good' : ( $finding->urgent ? 'critical' : 'recommended' ),
			'badge'       => [
				'label' => 'TikTok',
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( null === $finding ? __( 'All is well.', 'duet-for-tiktok' ) : $finding->text ) . '</p>',
			'actions'     => '',
		];
	}
}
