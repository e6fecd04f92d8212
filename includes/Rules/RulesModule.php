<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Page\Assets;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Modules;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * The merchant's own rules: what on a page becomes an event, and how a rule is tried out.
 *
 * @property-read UrlPattern $pattern
 * @property-read Examples   $examples
 * @property-read Parameters $parameters
 * @property-read Validation $validation
 * @property-read Bindings   $bindings
 * @property-read TryOut     $try_out
 */
final class RulesModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly Modules $modules,
	) {
	}

	public function register(): void {
		// No other visitor may try rules.
		if ( is_user_logged_in() ) {
			$this->try_out->register();
		}
	}

	/** @return list<array<string, mixed>> Rules and links of this page. Where rules are tried, the links alone. */
	public function page_bindings(): array {
		$settings = $this->services->settings;
		$rules    = [] !== $settings->values()->rules && ! $this->is_try_out() ? $this->bindings->here() : [];
		$links    = new Links( $settings, $this->services->catalogue );
		return [ ...$rules, ...$links->bindings() ];
	}

	private function is_try_out(): bool {
		return is_user_logged_in() && $this->try_out->is_on();
	}

	protected function make( string $name ): object {
		$services = $this->services;
		return match ( $name ) {
			'pattern'    => new UrlPattern( home_url() ),
			'examples'   => new Examples( Services::source( 'events/examples.json' ) ),
			'parameters' => new Parameters( $services->catalogue, $this->examples ),
			'validation' => new Validation(
				$services->catalogue,
				$this->parameters,
				$this->pattern,
				$services->has_shop()
			),
			'bindings'   => new Bindings(
				$services->settings,
				$services->catalogue,
				$this->validation,
				$this->parameters,
				$this->pattern,
				$services->signature
			),
			'try_out'    => new TryOut(
				$services->access,
				$this->bindings,
				$this->modules->admin->screen,
				Assets::HANDLE,
				DUET_FILE,
				DUET_VERSION,
				$services->guard
			),
			default      => throw new \LogicException( "no $name" ),
		};
	}
}
