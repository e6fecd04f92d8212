<?php
declare(strict_types=1);

namespace Duet\SettingsScreen;

use Duet\Admin\AdminModule;
use Duet\Rules\RulesModule;
use Duet\Verification\Pasted;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The routes behind the settings screen. */
final class SettingsScreenModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly AdminModule $admin,
		private readonly RulesModule $rules,
	) {
	}

	public function register(): void {
		$settings = new SettingsRoute(
			$this->services->access,
			$this->services->settings,
			$this->services->tokens,
			$this->services->schema,
			$this->services->catalogue,
			$this->admin->shop,
			[ $this->rules->validation->check( ... ) ],
			Pasted::take( ... )
		);
		$settings->register();
		$file = new SettingsFileRoute( $this->services->access, $this->services->schema );
		$file->register();
	}
}
