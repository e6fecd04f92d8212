<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Tools > Site Health: the findings where WordPress's people look for them. What takes time, the page asks for by
 * itself.
 */
final class SiteHealth {

	/** Of the routes below duet/v1, before the test's name. */
	public const ROUTE = 'site-health/';

	public function __construct(
		private readonly Findings $findings,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( 'site_status_tests', $this->tests( ... ) );
	}

	private function tests( mixed $tests ): mixed {
		$tests = is_array( $tests ) ? $tests : [];
		foreach ( Findings::tests() as $test => $label ) {
			$run             = fn(): array => $this->result( $test );
			[ $kind, $ours ] = in_array( $test, Findings::SLOW, true )
				? [ 'async', [ 'label' => $label, 'test' => rest_url( 'duet/v1/' . self::ROUTE . $test ), 'has_rest' => true, 'async_direct_test' => $run ] ]
				: [ 'direct', [ 'label' => $label, 'test' => $run ] ];
			$tests[ $kind ]  = ( is_array( $tests[ $kind ] ?? null ) ? $tests[ $kind ] : [] ) + [ $test => $ours ];
		}
		return $tests;
	}

	/** @return array<string, mixed> As wp_get_site_health wants it. */
	public function result( string $test ): array {
		$finding = $this->findings->of( $test );
		return [
			'test'        => $test,
			'label'       => null === $finding ? Findings::tests()[ $test ] : $finding->label,
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
